using System.Collections.Concurrent;
using AutoTrace.Generators.Discovery.Proof;
using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Describes the wrappers that a compilation needs, each once however many calls it has. For several threads.
/// </summary>
internal sealed class Wrappers(Compilation compilation)
{
    private const string Runtime = "global::System.Runtime.CompilerServices.";

    private readonly ConcurrentDictionary<IMethodSymbol, Wrapper> _wrappers = new(SymbolEqualityComparer.Default);

    /// <param name="method">A definition whose calls can be intercepted.</param>
    public Wrapper Of(IMethodSymbol method) => _wrappers.GetOrAdd(method, Describe);

    private Wrapper Describe(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        TypeText types = new();
        types.Declare(TypesOf.TypeParameters(method));
        bool isTracedHere = TracedMembers.IsTraced(method) && !TracedBodies.IsWrapped(method);
        IReadOnlyList<Implementer> implementers = isTracedHere ? [] : Implementers.Of(method, compilation);
        IReadOnlyList<Implementer> detours = isTracedHere ? Implementers.InFrontOfWrapped(method, compilation) : [];
        MethodShape shape = Shape(method, implementers, types);
        EquatableArray<Implementation> implementations = implementers
            .Select(each => Describe(each, method, shape)).ToEquatableArray();
        Parameter? receiver = method.IsStatic ? null : Receiver(method, shape, types.Of(type));
        return new Wrapper(
            FileNames.Identifier(type.Name, type.GetDocumentationCommentId()!),
            type.ToDisplayString(),
            Name(method),
            shape,
            TypeParameterTexts.Of(TypesOf.TypeParameters(type), types),
            receiver,
            method.IsExtensionMethod,
            (receiver?.Name ?? StaticTarget(method, types)) + ".",
            Nameability.NeedsAccessor(method, compilation) ? AccessorOf(method, receiver, types.Of(type)) : null,
            implementations.Count == 0 && TracedMembers.IsDispatched(method) ? method.GetDocumentationCommentId() : null,
            implementations,
            detours.Select(each => DescribeDetour(each, method)).ToEquatableArray(),
            Traits: ProofName.TraitsOf(method, compilation));
    }

    /// <summary>Sequences are traced as such only if every body that is traced makes one.</summary>
    private static MethodShape Shape(IMethodSymbol method, IReadOnlyList<Implementer> implementers, TypeText types)
    {
        MethodShape shape = MethodShapes.Of(method, types);
        IMethodSymbol[] bodies = [.. implementers.Select(each => each.Body).OfType<IMethodSymbol>()];
        return bodies.Length > 0 && bodies.All(Streams.IsStream) ? shape with { Returns = ReturnKind.Stream } : shape;
    }

    private Implementation Describe(Implementer implementer, IMethodSymbol method, MethodShape shape)
    {
        string type = Test(implementer.Type);
        if (implementer.Body is not { } body)
        {
            return Implementation.Untraced(type);
        }

        CallOptions options = TracedOptions.Of(body);
        bool canRecordResult = implementer.IsOnly && CapturedResult.TypeOf(method) is not null;
        return new Implementation(
            type,
            body.GetDocumentationCommentId(),
            MethodShapes.Signature(body),
            TracedOptions.SubsegmentName(body),
            canRecordResult ? options : options.WithoutResult(),
            implementer.IsOnly
                ? CapturedArguments.Of(body, method, shape.Parameters)
                : EquatableArray<CapturedArgument>.Empty);
    }

    /// <summary>Its calls are traced as the method's, but to no other body.</summary>
    private Implementation DescribeDetour(Implementer implementer, IMethodSymbol method) =>
        implementer.Body is not { } body
            ? Implementation.Untraced(Test(implementer.Type))
            : new Implementation(
                Test(implementer.Type),
                body.GetDocumentationCommentId(),
                MethodShapes.Signature(body),
                TracedOptions.SubsegmentName(method),
                TracedOptions.Of(method),
                EquatableArray<CapturedArgument>.Empty);

    /// <summary>Private, file-local and obsolete types have no <c>typeof</c> here.</summary>
    private string Test(INamedTypeSymbol type) => Implementers.HasTypeOf(type, compilation)
        ? $"typeof({new TypeText().Of(type.IsGenericType ? type.ConstructUnboundGenericType() : type)})"
        : $"global::System.Type.GetType({TypeText.Literal(MetadataName(type))})";

    /// <summary>Overloads are numbered as they are declared: a name that no other call can change.</summary>
    public static string Name(IMethodSymbol method)
    {
        int overload = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, method)).Count();

        // No method has the name of its type: it is free for the constructors.
        string name = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;

        // The compiler would take a Main for another entry point.
        return overload > 0 ? $"{name}__{overload + 1}"
            : name == "Main" ? "Main__"
            : TypeText.Identifier(name);
    }

    /// <summary>A struct goes by reference, or its changes would be made to a copy.</summary>
    private static Parameter Receiver(IMethodSymbol method, MethodShape shape, string type)
    {
        string name = Names.Unused("self", shape);
        if (!method.ContainingType.IsValueType)
        {
            return new Parameter("", "", type, name, name, IsParams: false);
        }

        string reference = method.ContainingType.IsReadOnly || method.IsReadOnly ? "in " : "ref ";
        return new Parameter("", reference, type, name, reference + name, IsParams: false);
    }

    private static string StaticTarget(IMethodSymbol method, TypeText types) =>
        types.Of(StaticSlots.IsSlot(method) ? StaticSlots.Self(method.ContainingType)! : method.ContainingType);

    private static Accessor AccessorOf(IMethodSymbol method, Parameter? receiver, string type)
    {
        string name = TypeText.Literal(method.MetadataName);
        if (receiver is not null)
        {
            return receiver.Argument.StartsWith("in ", StringComparison.Ordinal)
                ? new Accessor(name, false, $"ref {type} self", $"ref {Runtime}Unsafe.AsRef({receiver.Argument})")
                : new Accessor(name, false, $"{receiver.Modifiers}{type} self", receiver.Argument);
        }

        if (method.ContainingType.IsStatic)
        {
            string typeName = TypeText.Literal(MetadataName(method.ContainingType));
            return new Accessor(name, true, $"[{Runtime}UnsafeAccessorType({typeName})] object type", "null");
        }

        return new Accessor(name, true, $"{type} type", "default");
    }

    /// <summary>As reflection spells it.</summary>
    private static string MetadataName(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (ISymbol around = type; around.ContainingSymbol is INamedTypeSymbol or INamespaceSymbol
            { IsGlobalNamespace: false }; around = around.ContainingSymbol)
        {
            name = around.ContainingSymbol.MetadataName + (around.ContainingSymbol is INamespaceSymbol ? "." : "+") + name;
        }

        return name;
    }
}
