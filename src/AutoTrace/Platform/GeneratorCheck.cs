using System.Reflection;
using System.Reflection.Metadata;
using AutoTrace.CompilerServices;
using AutoTrace.Diagnostics;

namespace AutoTrace.Platform;

/// <summary>
/// Finds assemblies that use <c>[Traced]</c> and that the generator did not compile: those that are loaded when the
/// first runtime starts, and those that come later.
/// </summary>
/// <remarks>
/// Looks for names in the raw metadata, which loads nothing and survives trimming. Where there is none, in a native AOT
/// program, nothing is found.
/// </remarks>
internal static class GeneratorCheck
{
    private static int s_isStarted;

    /// <summary>Looks at what is there, on the caller's thread, and later at what is loaded later.</summary>
    /// <param name="log">
    /// Of the runtime that starts: by the time of the look it may be stopping, and the default's no more.
    /// </param>
    public static void Start(RuntimeLog log)
    {
        if (Interlocked.Exchange(ref s_isStarted, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyLoad += static (_, load) => LookLater(load.LoadedAssembly);
            Array.ForEach(AppDomain.CurrentDomain.GetAssemblies(), assembly => Look(assembly, log));
        }
    }

    // Assemblies are loaded in the middle of whatever the user's code does, and a warning runs a callback of the
    // user's.
    private static void LookLater(Assembly assembly)
    {
        if (!IsOfThePlatform(assembly.FullName))
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static assembly => Look(assembly, CoverageGaps.Log), assembly, preferLocal: false);
        }
    }

    private static void Look(Assembly assembly, RuntimeLog? log)
    {
        try
        {
            if (UsesTraced(assembly) && !AssemblyMarker.IsOn(assembly))
            {
                CoverageGaps.Add(GapOf(assembly.GetName().Name ?? assembly.ToString()), log);
            }
        }
        catch (Exception)
        {
            // An assembly that cannot be read says nothing; there are kinds of them that nobody has thought of.
        }
    }

    private static CoverageGap GapOf(string assembly) => new(
        CoverageGapKind.AssemblyWithoutGenerator,
        assembly,
        $"{assembly} uses [Traced], but AutoTrace's generator did not compile it, so its calls are not traced. Let its " +
        "project reference the package AutoTrace without ExcludeAssets, and look for CS9057 in its build. For F# and " +
        "Visual Basic there is no generator: use AutoTracer.BeginSubsegment there.");

    private static unsafe bool UsesTraced(Assembly assembly)
    {
        if (assembly.IsDynamic ||
            assembly == typeof(TracedAttribute).Assembly ||
            IsOfThePlatform(assembly.FullName) ||
            !assembly.TryGetRawMetadata(out byte* start, out int length))
        {
            return false;
        }

        // Names end with a zero in metadata. The attribute's is there if a member has it, ours if the attribute is
        // ours.
        ReadOnlySpan<byte> metadata = new(start, length);
        bool usesTraced = metadata.IndexOf("TracedAttribute\0"u8) >= 0 && metadata.IndexOf("AutoTrace\0"u8) >= 0;
        GC.KeepAlive(assembly);
        return usesTraced;
    }

    /// <summary>Spares the assemblies of .NET, megabytes of metadata.</summary>
    private static bool IsOfThePlatform(string? fullName) =>
        fullName is null ||
        fullName.StartsWith("System.", StringComparison.Ordinal) ||
        fullName.StartsWith("Microsoft.", StringComparison.Ordinal);
}
