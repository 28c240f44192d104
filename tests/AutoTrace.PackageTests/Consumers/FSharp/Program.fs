open AutoTrace
open Library

/// Does nothing here: the generator is one for C#.
type Work() =
    [<Traced>]
    static member Untraced() = ()

let runtime = AutoTraceRuntime.Start(fun options -> options.ServiceName <- "fsharp")
let segment = AutoTracer.BeginSegment("fsharp")
Orders.GetAsync(1).Wait()
Shipping(System.TimeSpan.Zero).ShipAsync(1).Wait()
Work.Untraced()
segment.Dispose()
runtime.Dispose()
