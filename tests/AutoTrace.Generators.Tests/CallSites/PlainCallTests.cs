using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Tests.Corpus;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>The short way to classify a call says what the long one says.</summary>
public sealed class PlainCallTests
{
    public static TheoryData<string> Shapes => new(Shape.Names.Where(name => Shape.Read(name).Trace is not null));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void CallIsClassifiedAsByItsOperation(string name)
    {
        Shape shape = Shape.Read(name);
        List<byte[]> assemblies = [];
        foreach (ShapeProject project in shape.Projects)
        {
            Generation generation = project.Generate(shape.References(project, assemblies), isEnabled: true);
            foreach (SyntaxTree tree in generation.Sources)
            {
                // The short way first: what has been bound for the other would be at hand.
                SemanticModel model = SemanticModels.Of(generation.Compilation, tree);
                Assert.All(Calls(tree), call => Assert.Equal(
                    Text(UseClassifier.Classify(call, model, CancellationToken.None)),
                    Text(UseClassifier.Classify(generation.ModelOf(tree).GetOperation(call), generation.Compilation))));
            }

            assemblies.Add(generation.Emit());
        }
    }

    [Theory]
    [InlineData("service.Load(1);", true)]
    [InlineData("service.Next.Load(service.Next.Id);", true)]
    [InlineData("int[] all = [1]; _ = all.Select(id => service.Load(id)).ToList();", true)]
    [InlineData("service.Loaded(1);", true)]
    [InlineData("Service.Make();", true)]
    [InlineData("service?.Load(1);", false)]
    [InlineData("service.Load((dynamic)1);", false)]
    [InlineData("System.Linq.Expressions.Expression<Func<int>> tree = () => service.Load(1);", false)]
    [InlineData("_ = from id in new[] { 1 } select service.Load(id);", false)]
    [InlineData("T.Load(1);", false)]
    [InlineData("generic.Load(1);", false)]
    public void OnlyOfPlainCallsNothingIsAskedButTheirMethod(string statement, bool isPlain)
    {
        Compilation compilation = TestCompilation.Create("Shop", isLibrary: true, $$"""
            public interface ILoad { static abstract int Load(int id); }
            public class Service
            {
                public int Id; public Service Next = null!;
                public int Load(int id) => id;
                public static void Make() { }
                static void Run<T, TService>(Service service, TService generic) where T : ILoad where TService : Service { {{statement}} }
            }
            public static class Extensions { public static int Loaded(this Service service, int id) => id; }
            """);
        Assert.Empty(compilation.GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error));
        SyntaxTree tree = compilation.SyntaxTrees.First();
        InvocationExpressionSyntax call = Calls(tree).Single(each => each.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            ExpressionSyntax other => (other as MemberBindingExpressionSyntax)?.Name,
        } is { Identifier.ValueText: "Load" or "Loaded" or "Make" });

        SemanticModel model = compilation.GetSemanticModel(tree);
        Assert.Equal(isPlain, PlainCalls.MethodOf(call, model, CancellationToken.None) is not null);
    }

    private static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>();

    private static string Text(Use use) => $"{use.Gap} {use.Method?.GetDocumentationCommentId()}";
}
