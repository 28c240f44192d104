namespace AutoTrace.Generators.Model;

/// <summary>A call that is intercepted.</summary>
/// <param name="Place">For the reader: <c>Orders.cs(31,24)</c>.</param>
/// <param name="Version">Of the compiler's location format.</param>
/// <param name="Data">The compiler's name for the location.</param>
/// <param name="Wrapper">What it is redirected to.</param>
internal sealed record CallSite(string Place, int Version, string Data, Wrapper Wrapper);
