// Row 45: nobody can wait for an async void method; its subsegment ends where it first waits.
Gate gate = new();
gate./* row 45: intercepted */Start();
gate.Open();
await gate.Done.Task;
gate = new();
gate./* row 45: body */StartBody();
gate.Open();
await gate.Done.Task;

partial class Gate
{
    private readonly TaskCompletionSource _open = new();
    public readonly TaskCompletionSource Done = new();
    public void Open() => _open.SetResult();
    [Traced] public async void /* row 45: AT1009 */Start() { Inner./* row 45: intercepted */Work(1); await _open.Task; Inner./* row 45: intercepted */Work(2); Done.SetResult(); }
    [Traced] public partial void /* row 45: AT1009 */StartBody();
    private async void StartBodyCore() { Inner./* row 45: intercepted */Work(3); await _open.Task; Inner./* row 45: intercepted */Work(4); Done.SetResult(); }
}

static class Inner { [Traced] public static void Work(int x) => Log.Line(x); }

/* trace:
Gate.Start
  Inner.Work
  Inner.Work
Gate.StartBody
  Inner.Work
  Inner.Work
*/
