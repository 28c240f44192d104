using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Finds whether what a method returns is recorded: by <c>[return: Annotate]</c> or <c>[return: AddMetadata]</c> on it
/// or what it stands for, or by <c>CaptureResult</c>.
/// </summary>
internal static class CapturedResult
{
    /// <summary>Where no attribute says another.</summary>
    public const string Key = "result";

    public static CaptureKeys KeysOf(IMethodSymbol method)
    {
        if (TypeOf(method) is not { } type || !CaptureTypes.CanRecord(type))
        {
            return default;
        }

        IMethodSymbol[] declared = [.. TracedMembers.SelfAndInherited(method)];
        if (declared.Any(each => each.FindOnReturn(AttributeSymbols.NoCapture) is not null))
        {
            return default;
        }

        CaptureKeys keys = new(KeyOf(AttributeSymbols.Annotate), KeyOf(AttributeSymbols.AddMetadata));
        return keys.Or(IsSafe(method, type) && TracedOptions.CapturesResult(method)
            ? TracedOptions.CaptureKeys(method, Key)
            : default);

        string? KeyOf(string attribute) => declared.Select(each => each.FindOnReturn(attribute)).OfType<AttributeData>()
            .Select(each => CaptureKeys.Of(each, Key)).FirstOrDefault();
    }

    /// <summary>Whether it may be recorded without anybody having asked for it by name.</summary>
    public static bool IsSafe(IMethodSymbol method, ITypeSymbol result) =>
        CaptureTypes.IsPlain(result) && !SecretNames.Match(NameOf(method));

    /// <summary>Of the method, or of the property that it reads.</summary>
    public static string NameOf(IMethodSymbol method) => (method.AssociatedSymbol ?? method).Name;

    /// <summary>
    /// The type of what a call results in, a task's result for one; null if there is none, or none that generated code
    /// could hand on.
    /// </summary>
    public static ITypeSymbol? TypeOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid || method.RefKind != RefKind.None || Streams.IsStream(method))
        {
            return null;
        }

        ITypeSymbol type = MethodShapes.IsTask(method.ReturnType, out ITypeSymbol? result)
            ? result!
            : method.ReturnType;
        return type is null or IDynamicTypeSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol or
            { IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true }
            ? null
            : type;
    }
}
