using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>
/// Names the constant that says what was proven of a method, so that wrappers can use it without knowing what it says:
/// an edit of a body rewrites the constants of its own file and nothing else.
/// </summary>
internal static class ProofName
{
    private const string Runtime = "global::AutoTrace.CompilerServices.";

    /// <summary>The class of the constants of a type's methods, which may stand in several files.</summary>
    public static string Group(IMethodSymbol method) =>
        FileNames.Identifier(method.ContainingType.Name, method.ContainingType.GetDocumentationCommentId()!);

    public static string Constant(IMethodSymbol method) => Wrappers.Name(method);

    /// <summary>
    /// What tells a wrapper the traits of the method that it calls; empty where nothing can be known.
    /// </summary>
    public static string TraitsOf(IMethodSymbol method, Compilation compilation)
    {
        if (!TracedMembers.IsTraced(method))
        {
            return "";
        }

        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
        {
            return TraitsOfOurs(method);
        }

        // Asked at run time: the other assembly may be replaced by a later version with this one as it is.
        INamedTypeSymbol type = method.ContainingType;
        string name = new TypeText().Of(type.IsGenericType ? type.ConstructUnboundGenericType() : type);
        string id = TypeText.Literal(method.GetDocumentationCommentId()!);
        return IsAskedFor(method) && !TracedMembers.IsDispatched(method) && !Streams.IsStream(method)
            ? $"{Runtime}ProvenMethods.TraitsOf(typeof({name}), {id})"
            : "";
    }

    /// <summary>The same for a traced method of the compilation.</summary>
    public static string TraitsOfOurs(IMethodSymbol method) => ProvableBody.Of(method) is null
        ? ""
        : $"global::AutoTrace.Generated.Proofs.{Group(method)}.{Constant(method)}";

    /// <summary>
    /// Whether wrappers in other assemblies ask what was proven. Not of static methods and of structs: theirs may be
    /// the first call into the assembly, which runs its module initializers.
    /// </summary>
    public static bool IsAskedFor(IMethodSymbol method) =>
        method is { IsStatic: false, ContainingType.TypeKind: TypeKind.Class } &&
        method.DeclaredAccessibility != Accessibility.Private &&
        !TracedBodies.IsWrapped(method);
}
