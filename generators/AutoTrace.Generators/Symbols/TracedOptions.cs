using System.Text;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Reads the options of a traced method: each from the nearest attribute that sets it, the method's own, its type's, a
/// rule of its assembly, then those of what it implements and overrides.
/// </summary>
internal static class TracedOptions
{
    public const string Name = nameof(Name);
    public const string MinimumMilliseconds = nameof(MinimumMilliseconds);
    public const string Namespace = nameof(Namespace);
    public const string NewSegment = nameof(NewSegment);
    public const string CaptureResult = nameof(CaptureResult);

    public static CallOptions Of(IMethodSymbol method)
    {
        CaptureKeys result = CapturedResult.KeysOf(method);
        return new(
            LevelOf(method),
            (Namespace)(Find(method, Namespace) as int? ?? 0),
            Find(method, MinimumMilliseconds) as int? ?? 0,
            Find(method, NewSegment) as bool? ?? false,
            result.Annotation,
            result.Metadata);
    }

    public static Level LevelOf(IMethodSymbol method) => (Level)(Find(method, "Level") as int? ?? (int)Level.Normal);

    public static bool CapturesArguments(IMethodSymbol method) => Find(method, "CaptureArguments") is true;

    public static bool CapturesResult(IMethodSymbol method) => Find(method, CaptureResult) is true;

    /// <summary>Where what is captured without an attribute of its own is to go.</summary>
    public static CaptureKeys CaptureKeys(IMethodSymbol method, string key) =>
        Find(method, "CaptureAs") is 1 ? new(null, key) : new(key, null);

    /// <summary><c>Type.Method</c> unless an attribute says otherwise.</summary>
    public static string SubsegmentName(IMethodSymbol method)
    {
        string template = Attributes(method)
            .Select(attribute => attribute.Text(Name))
            .FirstOrDefault(name => name is not null) ?? "{type}.{method}";
        string name = Expand(template, ExtensionBlocks.TypeAround(method).Name, OwnName(method));

        // Half a surrogate pair is no text: the compiler refuses it in a UTF-8 literal.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
    }

    public static string Expand(string template, string type, string method) =>
        template.Replace("{type}", type).Replace("{method}", method);

    /// <summary>An explicit implementation goes by the name of what it implements.</summary>
    public static string OwnName(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor => "ctor",
        MethodKind.PropertyGet => $"{method.AssociatedSymbol!.MetadataName}.get",
        MethodKind.PropertySet => $"{method.AssociatedSymbol!.MetadataName}.set",
        _ => method.ExplicitInterfaceImplementations.FirstOrDefault()?.Name ?? method.Name,
    };

    private static object? Find(IMethodSymbol method, string option) => Attributes(method)
        .Select(attribute => attribute.Value(option)).FirstOrDefault(value => value is not null);

    /// <summary>Nearest first.</summary>
    private static IEnumerable<AttributeData> Attributes(IMethodSymbol method) => TracedMembers
        .SelfAndInherited(method)
        .SelectMany(declared => (declared.AssociatedSymbol ?? declared).FindAll(AttributeSymbols.Traced)
            .Concat(ExtensionBlocks.TypeAround(declared).FindAll(AttributeSymbols.Traced))
            .Concat(AssemblyRules.Matching(declared)));
}
