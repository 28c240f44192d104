using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>How far <c>UnsafeAccessor</c> of the target framework reaches.</summary>
internal enum PrivateAccess
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>.NET 8: nothing generic.</summary>
    NotGeneric,

    /// <summary>.NET 9: generics too.</summary>
    Generic,

    /// <summary>.NET 10: static classes too, by <c>UnsafeAccessorType</c>.</summary>
    StaticClasses,
}

/// <summary>Finds the <see cref="PrivateAccess"/> of a compilation.</summary>
internal static class PrivateAccessOf
{
    // Attributes of these names may be polyfills; the version of the core library cannot be.
    public static PrivateAccess Framework(Compilation compilation) =>
        compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.Identity.Version.Major switch
        {
            < 8 => PrivateAccess.None,
            8 => PrivateAccess.NotGeneric,
            9 => PrivateAccess.Generic,
            _ => PrivateAccess.StaticClasses,
        };

    /// <summary>
    /// What the framework has to offer for a method that cannot be named outside its type; null for what none can.
    /// </summary>
    public static PrivateAccess? NeededFor(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return null;
        }

        if (type.IsStatic)
        {
            // The type's name in a string: it cannot be generic over the accessor's parameters.
            return type.IsGenericType ? null : PrivateAccess.StaticClasses;
        }

        bool isGeneric = TypesOf.TypeParameters(method).Any();
        bool needsReference = type is { IsRefLikeType: true } && (type.IsReadOnly || method.IsReadOnly);
        return isGeneric || needsReference ? PrivateAccess.Generic : PrivateAccess.NotGeneric;
    }
}
