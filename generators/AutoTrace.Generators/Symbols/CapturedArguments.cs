using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Finds the arguments that are recorded: by <c>[Annotate]</c> or <c>[AddMetadata]</c> on a method's parameters or on
/// what it stands for, or by <c>CaptureArguments</c>.
/// </summary>
internal static class CapturedArguments
{
    public static EquatableArray<CapturedArgument> Of(IMethodSymbol method, EquatableArray<Parameter> texts) =>
        Of(method, method, texts);

    /// <param name="body">The method that runs.</param>
    /// <param name="method">The one that is called, whose arguments are at hand.</param>
    /// <param name="texts">Its parameters.</param>
    public static EquatableArray<CapturedArgument> Of(
        IMethodSymbol body, IMethodSymbol method, EquatableArray<Parameter> texts)
    {
        List<CapturedArgument> captured = [];
        for (int i = 0; i < texts.Count; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            if (parameter.RefKind == RefKind.Out ||
                Excludes(body, i) ||
                Excludes(method, i) ||
                CaptureTypes.Conversion(parameter.Type, out bool isNullable) is not { } conversion)
            {
                continue;
            }

            CaptureKeys keys = KeysOf(body, i).Or(KeysOf(method, i)).Or(OfAll(body, i));
            if (keys.Annotation is { } annotation)
            {
                captured.Add(new(TypeText.Literal(annotation), texts[i].Name, conversion, isNullable));
            }

            if (keys.Metadata is { } metadata)
            {
                captured.Add(new(
                    TypeText.Literal(metadata), texts[i].Name, CaptureConversion.ToMetadata, IsNullable: false));
            }
        }

        return captured.ToEquatableArray();
    }

    /// <summary>
    /// What the nearest attribute of each kind says: its own text, or the name of the parameter that it stands on.
    /// </summary>
    private static CaptureKeys KeysOf(IMethodSymbol method, int ordinal)
    {
        IParameterSymbol[] parameters =
            [.. TracedMembers.SelfAndInherited(method).Select(declared => declared.Parameters[ordinal])];
        return new CaptureKeys(Key(AttributeSymbols.Annotate), Key(AttributeSymbols.AddMetadata));

        string? Key(string attribute) => parameters
            .Select(parameter => parameter.Find(attribute) is { } data ? CaptureKeys.Of(data, parameter.Name) : null)
            .FirstOrDefault(key => key is not null);
    }

    private static bool Excludes(IMethodSymbol method, int ordinal) => TracedMembers.SelfAndInherited(method)
        .Any(declared => declared.Parameters[ordinal].Has(AttributeSymbols.NoCapture));

    /// <summary>Of a parameter that may be recorded without anybody having asked for it by name.</summary>
    private static CaptureKeys OfAll(IMethodSymbol body, int ordinal)
    {
        IParameterSymbol parameter = body.Parameters[ordinal];
        return TracedOptions.CapturesArguments(body) &&
            CaptureTypes.IsPlain(parameter.Type) &&
            !SecretNames.Match(parameter.Name)
            ? TracedOptions.CaptureKeys(body, parameter.Name)
            : default;
    }
}
