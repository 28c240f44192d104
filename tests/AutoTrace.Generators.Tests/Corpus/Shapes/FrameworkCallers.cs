// Rows 14 and 29: methods that a framework, a test runner or reflection calls.
using System.Reflection;

Log.Line(new List<Version2> { new(2), new(1) }.Order().First().Number);
Log.Line(new HashSet<Bodied> { new(), new() }.Count);
Handler handler = new();
Log.Line(typeof(Handler).GetMethod("Handle")!.Invoke(handler, [1]));
Log.Line(typeof(Handler).GetMethod("Answer")!.Invoke(handler, [2]));
try { typeof(Handler).GetMethod("Refuse")!.Invoke(handler, []); }
catch (TargetInvocationException e) { Log.Thrown(e.InnerException!); }
foreach (MethodInfo test in typeof(Tests).GetMethods().Where(each => each.IsDefined(typeof(FactAttribute)))) { test.Invoke(new Tests(), []); }

class Version2(int number) : IComparable<Version2>
{
    public int Number => number;
    [Traced] public int /* row 14: AT1004 */CompareTo(Version2? other) => Number - other!.Number;
}

class Ordered { [Traced] public int CompareTo(Inherits? other) => other is null ? 1 : 0; }
class /* row 14: AT1004 */Inherits : Ordered, IComparable<Inherits>;

partial class Bodied : IEquatable<Bodied>
{
    [Traced] public partial bool Equals(Bodied? other);
    private bool EqualsCore(Bodied? other) => true;
    public override bool Equals(object? other) => other is Bodied;
    public override int GetHashCode() => 1;
}

partial class Handler
{
    [Traced, LambdaFunction] public int /* row 29: AT1004 */Handle(int x) => x;
    [Traced] public partial int Answer(int x);
    private int AnswerCore(int x) => x;
    [Traced] public partial void Refuse();
    private void RefuseCore() => throw new InvalidOperationException("refused");
}

class Tests { [Traced, Fact] public void /* row 29: AT1004 */Passes() => Log.Line("test"); }

static class Start
{
    [Traced, System.Runtime.CompilerServices.ModuleInitializer] public static void /* row 29: AT1004 */Run() { }
}

record Printed(int X)
{
    [Traced] protected virtual bool /* row 29: AT1004 */PrintMembers(System.Text.StringBuilder text) => false;
}

class LambdaFunctionAttribute : Attribute;
class FactAttribute : Attribute;

/* trace:
Bodied.Equals
Handler.Answer
Handler.Refuse [fault]
*/
