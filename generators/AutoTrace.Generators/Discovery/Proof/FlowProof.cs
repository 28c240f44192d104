using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>
/// Proves that a body starts no other flow: no task, thread, timer or callback begins while it runs, but for what the
/// traced methods that it calls begin in their own subsegments. Reads that body and declarations, never another body.
/// What it does not know may start a flow.
/// </summary>
internal sealed class FlowProof
{
    private readonly Compilation _compilation;
    private readonly Func<IInvocationOperation, bool> _isTraced;
    private readonly SourceMembers _source;

    /// <param name="compilation">Of the body.</param>
    /// <param name="isTraced">Whether a call is sure to run through a wrapper before it runs anything else.</param>
    public FlowProof(Compilation compilation, Func<IInvocationOperation, bool> isTraced)
    {
        _compilation = compilation;
        _isTraced = isTraced;
        _source = new SourceMembers(compilation, IsHarmless);
    }

    /// <param name="method">As its callers see it: what wrappers do with its arguments counts.</param>
    /// <param name="body">That the method runs.</param>
    public bool Holds(IMethodSymbol method, MethodDeclarationSyntax body) =>
        !SourceMembers.HasStaticConstructor(method.ContainingType) &&
        method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType).All(PrintsHarmlessly) &&
        IsHarmless(body);

    /// <summary>Arguments and results may be recorded as text, which their own code makes.</summary>
    private static bool PrintsHarmlessly(ITypeSymbol type) =>
        InertTypes.Contains(type) ||
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? PrintsHarmlessly(nullable.TypeArguments[0])
            : !type.AllInterfaces.Any(each => each.Name == "IFormattable") && type.Name != "IFormattable");

    private bool IsHarmless(SyntaxNode node) =>
        SemanticModels.Of(_compilation, node.SyntaxTree).GetOperation(node) is { } operation &&
        operation.DescendantsAndSelf().All(IsHarmless);

    /// <summary>The operation by itself: those that it consists of are looked at too.</summary>
    private bool IsHarmless(IOperation operation) => operation switch
    {
        IInvocationOperation call => IsHarmless(call),
        IPropertyReferenceOperation reference => _source.RunsNothing(reference.Property) ||
            FrameworkMembers.RunNoUserCode(reference.Property, reference.Instance, Values(reference.Arguments)),
        IFieldReferenceOperation reference => _source.RunsNothing(reference.Field),
        IObjectCreationOperation { Constructor: { } made } creation =>
            _source.RunsNothing(made) || FrameworkMembers.RunNoUserCode(made, null, Values(creation.Arguments)),
        IArgumentOperation argument => IsBuiltIn(argument.InConversion) && IsBuiltIn(argument.OutConversion),
        IConversionOperation conversion => IsHarmless(conversion),
        IUnaryOperation unary => IsKnown(unary.OperatorMethod),
        IIncrementOrDecrementOperation increment => IsKnown(increment.OperatorMethod),
        IBinaryOperation binary => IsKnown(binary.OperatorMethod) &&
            (!IsConcatenation(binary.Type, binary.OperatorKind) ||
                (InertTypes.IsInert(binary.LeftOperand) && InertTypes.IsInert(binary.RightOperand))),
        ICompoundAssignmentOperation assignment => IsKnown(assignment.OperatorMethod) &&
            IsBuiltIn(assignment.InConversion) && IsBuiltIn(assignment.OutConversion) &&
            (!IsConcatenation(assignment.Type, assignment.OperatorKind) || InertTypes.IsInert(assignment.Value)),
        ICoalesceOperation coalesce => IsBuiltIn(coalesce.ValueConversion),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation element } => StoresUnchecked(element.Type),
        IInterpolatedStringOperation text => text.Type?.SpecialType == SpecialType.System_String,
        IInterpolationOperation hole => InertTypes.IsInert(hole.Expression),
        IForEachLoopOperation loop => IsHarmless(loop),
        IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax syntax } deconstruction =>
            IsHarmless(deconstruction.SemanticModel!.GetDeconstructionInfo(syntax)),
        IIsTypeOperation test => IsNoDynamicCast(test.TypeOperand, test.ValueOperand.Type),
        ITypePatternOperation pattern => IsNoDynamicCast(pattern.MatchedType, pattern.InputType),
        IDeclarationPatternOperation pattern => IsNoDynamicCast(pattern.MatchedType, pattern.InputType),
        IRecursivePatternOperation pattern => IsNoDynamicCast(pattern.MatchedType, pattern.InputType) &&
            (pattern.DeconstructSymbol is null || IsKnown(pattern.DeconstructSymbol as IMethodSymbol)),
        IListPatternOperation pattern => IsArrayOrString(pattern.InputType),
        ICollectionExpressionOperation collection => collection.Type is IArrayTypeSymbol ||
            (collection.ConstructMethod is { } made && FrameworkMembers.RunNoUserCode(made, null, [])),
        ILocalFunctionOperation local => local is { Body: not null, Symbol.IsAsync: false },
        IDelegateCreationOperation or IAnonymousFunctionOperation => Callbacks.IsPassed(operation),
        ILoopOperation loop => loop is IForLoopOperation or IWhileLoopOperation,
        _ => PlainOperations.Contains(operation.Kind),
    };

    private bool IsHarmless(IInvocationOperation call) =>
        call.TargetMethod.MethodKind == MethodKind.LocalFunction ||
        _isTraced(call) ||
        Callbacks.RunsLambdasAlone(call) ||
        FrameworkMembers.RunNoUserCode(call.TargetMethod, call.Instance, Values(call.Arguments));

    /// <summary>
    /// No cast to an interface or a type parameter that the compiler has not settled: an IDynamicInterfaceCastable
    /// would be asked.
    /// </summary>
    private static bool IsHarmless(IConversionOperation conversion) =>
        IsKnown(conversion.OperatorMethod) &&
        conversion.Type?.TypeKind != TypeKind.Dynamic &&
        conversion.Operand.Type?.TypeKind != TypeKind.Dynamic &&
        (conversion.IsImplicit || IsNoDynamicCast(conversion.Type, conversion.Operand.Type));

    private static bool IsNoDynamicCast(ITypeSymbol? type, ITypeSymbol? source) =>
        type is not { TypeKind: TypeKind.Interface or TypeKind.TypeParameter } ||
        SymbolEqualityComparer.Default.Equals(type, source);

    /// <summary>The enumerators of .NET's own collections, which call nobody: not those of the interfaces.</summary>
    private static bool IsHarmless(IForEachLoopOperation loop)
    {
        if (loop.IsAsynchronous || loop.Syntax is not ForEachStatementSyntax syntax)
        {
            return false;
        }

        ForEachStatementInfo info = loop.SemanticModel!.GetForEachStatementInfo(syntax);
        return !info.ElementConversion.IsUserDefined && !info.CurrentConversion.IsUserDefined &&
            (info.ElementConversion.IsImplicit || IsNoDynamicCast(Variable(loop), info.ElementType)) &&
            (IsArrayOrString(InertTypes.Unconverted(loop.Collection).Type) ||
                (info.GetEnumeratorMethod is { IsAbstract: false, IsVirtual: false } method &&
                    FrameworkMembers.RunNoUserCode(method, null, [])));
    }

    private static ITypeSymbol? Variable(IForEachLoopOperation loop) => loop.Locals.FirstOrDefault()?.Type;

    private static bool IsHarmless(DeconstructionInfo info) =>
        IsKnown(info.Method) && info.Conversion is not { IsUserDefined: true } && info.Nested.All(IsHarmless);

    /// <summary>
    /// Whether an array of elements of the type cannot be one of a derived type, which an assignment has to find out.
    /// </summary>
    private static bool StoresUnchecked(ITypeSymbol? element) => element is { IsValueType: true } or { IsSealed: true };

    private static bool IsArrayOrString(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String };

    private static bool IsConcatenation(ITypeSymbol? type, BinaryOperatorKind kind) =>
        kind == BinaryOperatorKind.Add && type?.SpecialType == SpecialType.System_String;

    private static bool IsKnown(IMethodSymbol? method) =>
        method is null || FrameworkMembers.RunNoUserCode(method, null, []);

    private static bool IsBuiltIn(CommonConversion conversion) => !conversion.IsUserDefined;

    private static IEnumerable<IOperation> Values(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value);
}
