using System.Collections.Immutable;
using AutoTrace.CodeFixes.Migration;
using AutoTrace.Generators.Analysis.Migration;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Tests.Migration;

/// <summary>
/// A project that uses the X-Ray SDK (a stand-in by its names), what is reported in it and what the fix makes of it.
/// </summary>
internal sealed class MigratingProject : IDisposable
{
    private const string Sdk = """
        using System;
        using System.Threading.Tasks;
        namespace Amazon.XRay.Recorder.Core
        {
            public interface IAWSXRayRecorder
            {
                void BeginSegment(string name, string? traceId = null, string? parentId = null);
                void EndSegment(DateTime? timestamp = null);
                void BeginSubsegment(string name, DateTime? timestamp = null);
                void EndSubsegment(DateTime? timestamp = null);
                void AddAnnotation(string key, object value);
                void AddMetadata(string key, object value);
                void AddMetadata(string nameSpace, string key, object value);
                void AddException(Exception e);
                void MarkFault();
                void SetNamespace(string value);
                object? GetEntity();
                void SetEntity(object? entity);
                T TraceMethod<T>(string name, Func<T> method);
                void TraceMethod(string name, Action method);
                Task<T> TraceMethodAsync<T>(string name, Func<Task<T>> method);
                Task TraceMethodAsync(string name, Func<Task> method);
            }

            public sealed class AWSXRayRecorder : IAWSXRayRecorder
            {
                public static AWSXRayRecorder Instance { get; } = new();
                public void BeginSegment(string name, string? traceId = null, string? parentId = null) { }
                public void EndSegment(DateTime? timestamp = null) { }
                public void BeginSubsegment(string name, DateTime? timestamp = null) { }
                public void EndSubsegment(DateTime? timestamp = null) { }
                public void AddAnnotation(string key, object value) { }
                public void AddMetadata(string key, object value) { }
                public void AddMetadata(string nameSpace, string key, object value) { }
                public void AddException(Exception e) { }
                public void MarkFault() { }
                public void SetNamespace(string value) { }
                public object? GetEntity() => null;
                public void SetEntity(object? entity) { }
                public T TraceMethod<T>(string name, Func<T> method) => method();
                public void TraceMethod(string name, Action method) => method();
                public async Task<T> TraceMethodAsync<T>(string name, Func<Task<T>> method) => await method();
                public async Task TraceMethodAsync(string name, Func<Task> method) => await method();
            }
        }
        """;

    private readonly AdhocWorkspace _workspace = new();
    private readonly DocumentId _document;
    private readonly Project _project;

    public MigratingProject(string text, bool hasSdk = true, bool hasGlobalUsings = true)
    {
        CSharpCompilation compilation = TestCompilation.Create(
            "Program", isLibrary: !text.Contains("static void Main", StringComparison.Ordinal), text);
        _project = _workspace.AddProject("Program", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(TestCompilation.ParseOptions)
            .WithMetadataReferences(compilation.References);
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => hasGlobalUsings || tree.FilePath != "Usings.cs"))
        {
            _project = _project.AddDocument(tree.FilePath, tree.GetText()).Project;
        }

        if (hasSdk)
        {
            _project = _project.AddDocument("Sdk.cs", Sdk).Project;
        }

        _document = _project.Documents.First().Id;
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>What is reported in the program: the id, and the message.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Project? project = null)
    {
        Compilation compilation = (await (project ?? _project).GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new XRayMigrationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath != "Sdk.cs")
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>What is offered for the first use that can be rewritten.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(Diagnostic? diagnostic = null)
    {
        diagnostic ??= (await DiagnosticsAsync()).FirstOrDefault(found => found.Id == "AT3001");
        List<CodeAction> offers = [];
        if (diagnostic is not null)
        {
            await new XRayMigrationCodeFix().RegisterCodeFixesAsync(new CodeFixContext(
                _project.GetDocument(_document)!, diagnostic, (action, _) => offers.Add(action), CancellationToken.None));
        }

        return offers;
    }

    /// <summary>The program's text after the first offer of that kind for the first use. It has to compile.</summary>
    public async Task<string> FixedAsync(string key = XRayMigrationCodeFix.ScopeKey, bool compiles = true)
    {
        CodeAction offer = (await OffersAsync()).Single(action => action.EquivalenceKey == key);
        return await ApplyAsync(offer, compiles);
    }

    /// <summary>The program's text after the fix of all uses at once. It has to compile.</summary>
    public async Task<string> AllFixedAsync(string key = XRayMigrationCodeFix.ScopeKey)
    {
        IReadOnlyList<Diagnostic> diagnostics = await DiagnosticsAsync();
        XRayMigrationCodeFix fix = new();
        CodeAction all = (await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            _project.GetDocument(_document)!,
            fix,
            FixAllScope.Project,
            key,
            fix.FixableDiagnosticIds,
            new KnownDiagnostics(diagnostics),
            CancellationToken.None)))!;
        return await ApplyAsync(all, compiles: true);
    }

    /// <summary>The program's own compilation, after a fix if one is given.</summary>
    public async Task<byte[]> EmitAsync(string? text = null)
    {
        Project project = text is null
            ? _project
            : _project.GetDocument(_document)!
                .WithText(Microsoft.CodeAnalysis.Text.SourceText.From(text, System.Text.Encoding.UTF8)).Project;
        return Generation.Of((CSharpCompilation)(await project.GetCompilationAsync())!).Emit();
    }

    private async Task<string> ApplyAsync(CodeAction action, bool compiles)
    {
        ApplyChangesOperation change = (await action.GetOperationsAsync(CancellationToken.None))
            .OfType<ApplyChangesOperation>().Single();
        Project project = change.ChangedSolution.GetProject(_project.Id)!;
        if (compiles)
        {
            ImmutableArray<Diagnostic> diagnostics = (await project.GetCompilationAsync())!.GetDiagnostics();
            Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }

        string text = (await project.GetDocument(_document)!.GetTextAsync()).ToString();
        Assert.DoesNotContain('\r', text);
        return text;
    }

    private sealed class KnownDiagnostics(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        private readonly IEnumerable<Diagnostic> _diagnostics = diagnostics.Where(found => found.Id == "AT3001");

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult(_diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) =>
            Task.FromResult(_diagnostics.Where(found => found.Location.SourceTree!.FilePath == document.Name));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult(_diagnostics.Take(0));
    }
}
