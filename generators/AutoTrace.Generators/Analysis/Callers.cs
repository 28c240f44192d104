using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>Recognizes methods that are called by code which no generator sees.</summary>
internal static class Callers
{
    /// <summary>Attributes by which the runtime, a framework or a test runner finds a method.</summary>
    private static readonly HashSet<string> s_attributes = new(StringComparer.Ordinal)
    {
        "LambdaFunctionAttribute", "FactAttribute", "TheoryAttribute", "TestMethodAttribute", "TestAttribute",
        "TestCaseAttribute", "HttpGetAttribute", "HttpPostAttribute", "HttpPutAttribute", "HttpDeleteAttribute",
        "HttpPatchAttribute", "RouteAttribute", "JSInvokableAttribute", "BenchmarkAttribute", "FunctionAttribute",
        "JSExportAttribute", "ModuleInitializerAttribute", "UnmanagedCallersOnlyAttribute", "OnSerializingAttribute",
        "OnSerializedAttribute", "OnDeserializingAttribute", "OnDeserializedAttribute", "SetUpAttribute",
        "TearDownAttribute", "TestInitializeAttribute", "TestCleanupAttribute", "GlobalSetupAttribute",
    };

    /// <summary>Base types whose public methods a framework calls.</summary>
    private static readonly HashSet<string> s_bases = new(StringComparer.Ordinal)
    {
        "Microsoft.AspNetCore.Mvc.ControllerBase", "Microsoft.AspNetCore.Mvc.RazorPages.PageModel",
        "Microsoft.AspNetCore.SignalR.Hub",
    };

    /// <summary>Who calls the method besides its own callers; null for nobody that is known.</summary>
    public static string? Of(IMethodSymbol method, Compilation compilation)
    {
        if (SymbolEqualityComparer.Default.Equals(method, compilation.GetEntryPoint(CancellationToken.None)))
        {
            return "the runtime, as the program's entry point";
        }

        IEnumerable<AttributeData> attributes = TracedMembers.SelfAndOverridden(method)
            .SelectMany(declared => declared.GetAttributes());
        if (attributes.FirstOrDefault(data => s_attributes.Contains(data.AttributeClass?.Name ?? "")) is { } attribute)
        {
            return $"[{attribute.AttributeClass!.Name.Replace("Attribute", "")}]";
        }

        if (method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false } &&
            Bases(method.ContainingType).FirstOrDefault(type => s_bases.Any(type.Is)) is { } framework)
        {
            return $"ASP.NET Core, as a method of a {framework.Name}";
        }

        if (method is { Name: "PrintMembers", ContainingType.IsRecord: true, Parameters.Length: 1 })
        {
            return "the record's ToString()";
        }

        if (method.IsStatic && Builds(method))
        {
            return $"[CollectionBuilder] of {method.ReturnType.Name}, by collection expressions";
        }

        return Slots(method).FirstOrDefault(slot => IsCalledElsewhere(slot, method)) is { } called
            ? $"{called.ContainingType.Name}.{called.Name}"
            : null;
    }

    private static bool Builds(IMethodSymbol method) =>
        method.ReturnType.OriginalDefinition.Find(AttributeSymbols.CollectionBuilder)?.ConstructorArguments is
            { Length: 2 } arguments &&
        arguments[0].Value is INamedTypeSymbol builder &&
        SymbolEqualityComparer.Default.Equals(builder.OriginalDefinition, method.ContainingType) &&
        arguments[1].Value is string name &&
        name == method.Name;

    /// <summary>
    /// What the method implements or overrides and what is called by those who do not trace it: because the slot's own
    /// body is wrapped, or by an assembly that does not see the method.
    /// </summary>
    public static IEnumerable<IMethodSymbol> UntracedSlots(IMethodSymbol method, Compilation compilation) =>
        Slots(method).Where(slot => IsUntraced(slot, method.ContainingType, compilation));

    /// <summary>Whether calls of the slot by others run what the type has for it untraced.</summary>
    public static bool IsUntraced(IMethodSymbol slot, INamedTypeSymbol type, Compilation compilation) =>
        TracedMembers.IsTraced(slot)
            ? TracedBodies.IsWrapped(slot)
            : !IsSameAssembly(slot, type) || IsAllThatOthersSee(slot, type, compilation);

    /// <summary>Whether other projects can call the slot and cannot know of the type.</summary>
    public static bool IsAllThatOthersSee(IMethodSymbol slot, INamedTypeSymbol type, Compilation compilation) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary &&
        slot.IsVisibleOutside() && !type.IsVisibleOutside();

    /// <summary>A member of an assembly in which nobody can put an attribute.</summary>
    /// <param name="slot">The member.</param>
    /// <param name="implementer">A method or the type that has one for it.</param>
    public static bool IsCalledElsewhere(IMethodSymbol slot, ISymbol implementer) =>
        !TracedMembers.IsTraced(slot) &&
        !IsSameAssembly(slot, implementer) &&
        !AssemblyMarker.ReferencesAutoTrace(slot.ContainingAssembly);

    private static bool IsSameAssembly(IMethodSymbol slot, ISymbol implementer) =>
        SymbolEqualityComparer.Default.Equals(slot.ContainingAssembly, implementer.ContainingAssembly);

    private static IEnumerable<IMethodSymbol> Slots(IMethodSymbol method)
    {
        IEnumerable<IMethodSymbol> slots = InterfaceMembers.ImplementedBy(method);
        return slots.Concat(method.ExplicitInterfaceImplementations)
            .Concat(TracedMembers.SelfAndOverridden(method).Skip(1))
            .Select(slot => slot.OriginalDefinition);
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type.BaseType; around is not null; around = around.BaseType)
        {
            yield return around.OriginalDefinition;
        }
    }
}
