using AutoTrace.Generators.Discovery;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace AutoTrace.Generators.Analysis;

/// <summary>What is reported: AT0xxx about set-up, AT1xxx about gaps, AT2xxx about attributes.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor CannotIntercept = Create("AT0002", Error,
        "The compiler was not told to accept AutoTrace's interceptors",
        "'{0}' is not traced: InterceptorsNamespaces lacks AutoTrace.Generated, which the AutoTrace package adds");

    public static readonly DiagnosticDescriptor OldLanguage = Create("AT0003", Error,
        "The project's C# is older than 11",
        "'{0}' is not traced: AutoTrace needs C# 11, and the project uses C# {1}; remove its LangVersion");

    public static readonly DiagnosticDescriptor OffInTests = Create("AT0004", Info,
        "A test project is not traced",
        "AutoTrace is off in test projects, so the calls in '{0}' are not traced: set AutoTraceEnabled to true to trace " +
        "them, or to false if they are not meant to be");

    public static readonly DiagnosticDescriptor MethodGroup = Create("AT1001", Warning,
        "A delegate to a traced method is not traced",
        "Calls through this delegate to '{0}' are not traced: {1}");

    public static readonly DiagnosticDescriptor Dynamic = Create("AT1002", Warning,
        "A dynamic call is not traced",
        "This call of '{0}' is bound at run time and not traced: {1}");

    public static readonly DiagnosticDescriptor OtherGenerator = Create("AT1003", Warning,
        "A call in another generator's output is not traced",
        "This call of '{0}' is in the output of another generator and not traced: {1}");

    public static readonly DiagnosticDescriptor CalledFromElsewhere = Create("AT1004", Warning,
        "A traced method is called by code that does not trace it",
        "'{0}' is called through {1}, and those calls are not traced: {2}");

    public static readonly DiagnosticDescriptor UntracedSlot = Create("AT1005", Info,
        "A traced method can be called through an untraced member",
        "Who does not know '{0}' calls it through '{1}' untraced: {2}");

    public static readonly DiagnosticDescriptor BaseCall = Create("AT1006", Warning,
        "A base call of a virtual method is not traced",
        "This base call of '{0}' is not traced, for only the type itself can make it: {1}");

    public static readonly DiagnosticDescriptor ExpressionTree = Create("AT1007", Info,
        "A call in an expression tree is not traced",
        "'{0}' is not called here but part of an expression tree, and not traced if that is compiled{1}");

    public static readonly DiagnosticDescriptor UnnameableType = Create("AT1008", Warning,
        "A method is not traced for a type that generated code cannot name",
        "This call of '{0}' is not traced, for its signature has a private, file-local or aliased type: {1}");

    public static readonly DiagnosticDescriptor AsyncVoid = Create("AT1009", Warning,
        "Of an async void method only the first part is traced",
        "The subsegment of '{0}' ends at its first await, for it is async void: return Task, or call a method that does");

    public static readonly DiagnosticDescriptor VisibleOutside = Create("AT1010", Info,
        "Other assemblies may call a traced method untraced",
        "F#, Visual Basic, reflection and packages built without AutoTrace call '{0}' untraced: {1}");

    public static readonly DiagnosticDescriptor ImplicitCall = Create("AT1011", Warning,
        "A call that the compiler makes is not traced",
        "The compiler calls '{0}' here, and that call is not traced: {1}");

    public static readonly DiagnosticDescriptor MaybeStruct = Create("AT1012", Warning,
        "A call on a type parameter that may be a struct is not traced",
        "This call of '{0}' is not traced, for its receiver may be a struct: {1}");

    public static readonly DiagnosticDescriptor IdenticalFile = Create("AT1013", Warning,
        "Calls in files of the same text are not traced",
        "This call of '{0}' is not traced, for the project has another file of the same text: {1}");

    public static readonly DiagnosticDescriptor Inaccessible = Create("AT1014", Warning,
        "The target framework has no access to a traced method",
        "This call of '{0}' is not traced, for the target framework gives no access to it: {1}");

    public static readonly DiagnosticDescriptor StaticAbstract = Create("AT1015", Warning,
        "A call of a static abstract member is not traced",
        "This call of '{0}' is not traced, for generated code cannot name its type: {1}");

    public static readonly DiagnosticDescriptor HiddenImplementer = Create("AT1016", Warning,
        "Calls through an untraced member cannot tell that the method is traced",
        "Calls of '{0}' through '{1}' are not traced, for {2}: {3}");

    public static readonly DiagnosticDescriptor NotPartial = Create("AT1017", Warning,
        "A traced property or constructor is not partial",
        "'{0}' is not traced, for its uses are no calls that could be redirected: {1}");

    public static readonly DiagnosticDescriptor NotSupported = Create("AT2001", Error,
        "[Traced] does not apply here",
        "[Traced] cannot trace '{0}', which is {1}: move the attribute to an ordinary method");

    public static readonly DiagnosticDescriptor NoCore = Create("AT2002", Error,
        "A partial traced method has no body",
        "AutoTrace implements '{0}' around {1} of the same parameters and type: add what is missing");

    public static readonly DiagnosticDescriptor NothingRecorded = Create("AT2003", Warning,
        "An attribute records nothing",
        "{0} on {1} records nothing, for {2}");

    public static readonly DiagnosticDescriptor RefusedName = Create("AT2004", Error,
        "X-Ray would refuse a name",
        "X-Ray does not take \"{0}\" as {1}");

    public static readonly DiagnosticDescriptor NoEffect = Create("AT2008", Warning,
        "An option of [Traced] has no effect",
        "{0} has no effect, for {1}");

    public static readonly DiagnosticDescriptor Secret = Create("AT2005", Info,
        "A value that looks like a secret is recorded",
        "'{0}' looks like a secret, and an attribute sends it to X-Ray, where all who see traces can read it");

    public static readonly DiagnosticDescriptor Traced = Create("AT2006", Hidden,
        "A traced method is used here",
        "'{0}' is traced here{1}");

    public static readonly DiagnosticDescriptor SharedBody = Create("AT2007", Warning,
        "The body of a traced method has other uses",
        "'{0}' is traced around '{1}', but {2}: if it is meant as the body, say [Traced(Body = nameof({1}))]");

    public static readonly DiagnosticDescriptor NoValue = Create("AT2009", Error,
        "A value cannot be recorded",
        "{0} cannot record {1}: {2}");

    public static readonly DiagnosticDescriptor Repeated = Create("AT2010", Error,
        "[Traced] stands more than once on a member",
        "'{0}' has [Traced] more than once, which only assemblies may: put all options into one");

    /// <summary>The rule for a use; null where there is nothing to report.</summary>
    public static DiagnosticDescriptor? Of(Gap gap) => gap switch
    {
        Gap.None or Gap.BodyIsTraced => Traced,
        Gap.MethodGroup => MethodGroup,
        Gap.Dynamic => Dynamic,
        Gap.OtherGenerator => OtherGenerator,
        Gap.BaseCall => BaseCall,
        Gap.ExpressionTree => ExpressionTree,
        Gap.UnnameableType => UnnameableType,
        Gap.ImplicitCall => ImplicitCall,
        Gap.MaybeStructReceiver => MaybeStruct,
        Gap.IdenticalFile => IdenticalFile,
        Gap.Inaccessible => Inaccessible,
        Gap.StaticAbstract => StaticAbstract,
        _ => null,
    };

    private static DiagnosticDescriptor Create(
        string id, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, "AutoTrace", severity, isEnabledByDefault: true,
            helpLinkUri: HelpLinks.Of(id));
}
