using System.Collections.Immutable;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.CodeFixes;

/// <summary>Projects in an editor: what is reported in the first, and what a code fix makes of all.</summary>
internal sealed class TracingProject : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly CodeFixProvider _fix;
    private readonly ProjectId _first;
    private readonly Solution _solution;

    /// <param name="fix">To apply.</param>
    /// <param name="files">Of one project, a program if one has statements of its own.</param>
    public TracingProject(CodeFixProvider fix, params string[] files)
        : this(fix, files, [])
    {
    }

    /// <param name="fix">To apply.</param>
    /// <param name="files">Of the project whose reports are fixed.</param>
    /// <param name="libraryFiles">Of a project that it references; none for no such project.</param>
    public TracingProject(CodeFixProvider fix, string[] files, string[] libraryFiles)
        : this(fix, Compile("Project", files))
    {
        if (libraryFiles.Length > 0)
        {
            Project library = Add(_solution, Compile("Library", libraryFiles));
            _solution = library.Solution.AddProjectReference(_first, new ProjectReference(library.Id));
        }
    }

    /// <param name="fix">To apply.</param>
    /// <param name="compilation">Of the only project.</param>
    public TracingProject(CodeFixProvider fix, CSharpCompilation compilation)
    {
        _fix = fix;
        Project project = Add(_workspace.CurrentSolution, compilation);
        _first = project.Id;
        _solution = project.Solution;
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>What is offered for the report of that number.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(int report = 0) =>
        await OffersAsync((await FixableAsync())[report]);

    /// <summary>What is offered for a report of the first project.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(Diagnostic diagnostic)
    {
        List<CodeAction> offers = [];
        if (!_fix.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            return offers;
        }

        Document document = _solution.GetDocument(diagnostic.Location.SourceTree)!;
        await _fix.RegisterCodeFixesAsync(new CodeFixContext(
            document, diagnostic, (action, _) => offers.Add(action), CancellationToken.None));
        return offers;
    }

    /// <summary>All files after the only offer for the report of that number.</summary>
    public async Task<FixedProject> FixedAsync(int report = 0) =>
        await ApplyAsync(Assert.Single(await OffersAsync(report)));

    /// <summary>All files after the fix of all reports at once.</summary>
    public async Task<FixedProject> AllFixedAsync(FixAllScope scope)
    {
        IReadOnlyList<Diagnostic> reports = await FixableAsync();
        CodeAction offer = (await OffersAsync())[0];
        CodeAction? all = await _fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            _solution.GetDocument(reports[0].Location.SourceTree)!,
            _fix,
            scope,
            offer.EquivalenceKey,
            _fix.FixableDiagnosticIds,
            new KnownReports(_first, reports),
            CancellationToken.None));
        return await ApplyAsync(all!);
    }

    /// <summary>All that is reported of the first project, as in a build, behind the generator.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ReportsAsync(params (string Name, string Value)[] properties) =>
        await Reports.OfAsync((await Before.GenerateAsync()).Compilation, properties);

    /// <summary>All files as they are.</summary>
    public FixedProject Before => new(_solution, _solution.GetProject(_first)!);

    private static CSharpCompilation Compile(string name, string[] files)
    {
        bool isProgram = files.Any(file => file.StartsWith("// program", StringComparison.Ordinal));
        return TestCompilation.Create(name, !isProgram, files);
    }

    private static Project Add(Solution solution, CSharpCompilation compilation)
    {
        string name = compilation.AssemblyName!;
        Project project = solution.AddProject(name, name, LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(compilation.SyntaxTrees[0].Options)
            .WithMetadataReferences(compilation.References);
        return compilation.SyntaxTrees.Aggregate(
            project, (all, tree) => all.AddDocument(tree.FilePath, tree.GetText()).Project);
    }

    private async Task<IReadOnlyList<Diagnostic>> FixableAsync() =>
        [.. (await ReportsAsync()).Where(each => _fix.FixableDiagnosticIds.Contains(each.Id))];

    public async Task<FixedProject> ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new FixedProject(solution, solution.GetProject(_first)!);
    }

    private sealed class KnownReports(ProjectId first, IReadOnlyList<Diagnostic> reports)
        : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) =>
            Task.FromResult(project.Id == first ? reports : Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) =>
            Task.FromResult(reports.Where(each => each.Location.SourceTree!.FilePath == document.Name));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}

/// <summary>What a code fix left.</summary>
internal sealed class FixedProject(Solution solution, Project project)
{
    public async Task<string> TextAsync(string document = "Program.cs") => (await solution.Projects
        .SelectMany(each => each.Documents).Single(each => each.Name == document).GetTextAsync()).ToString();

    /// <summary>What comes out. It has to compile without a warning.</summary>
    public async Task<Generation> GenerationAsync()
    {
        Generation generation = await GenerateAsync();
        generation.Emit();
        return generation;
    }

    /// <summary>With the generator's files, in the projects that it references too.</summary>
    public async Task<Generation> GenerateAsync()
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        foreach (CompilationReference reference in compilation.References.OfType<CompilationReference>())
        {
            Generation library = Generation.Of((CSharpCompilation)reference.Compilation);
            compilation = compilation.ReplaceReference(reference, library.Compilation.ToMetadataReference());
        }

        return Generation.Of((CSharpCompilation)compilation);
    }

    public async Task<IReadOnlyList<string>> ReportsAsync() =>
        Reports.Show(await Reports.OfAsync((await GenerationAsync()).Compilation));
}
