namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>Why a use is left to its author, in words that end the sentence of AT3002.</summary>
internal static class Obstacles
{
    public const string Receiver = "the recorder is the result of a call or may be null";
    public const string NamedArguments = "it has named arguments";
    public const string ExtraArguments = "it passes ids, a sampling decision or a timestamp";
    public const string HandOver = "the method hands the entity over by GetEntity, SetEntity or ClearEntity";
    public const string Iterator = "it is in an iterator, whose consumer runs between its parts";
    public const string NoPair = "its end is not the last statement of the finally of a try that follows at once";
    public const string EndElsewhere = "what it ends was begun in another method";
    public const string OtherEnd = "there is an end inside that belongs to no try/finally pair";
    public const string Surroundings = "the subsegment around it is one that needs a hand";
    public const string Directives = "there are preprocessor directives in it";
    public const string Position = "its result is used in the middle of an expression";
    public const string Name = "its name is computed inside the try";
    public const string NotAwaited = "its task is not awaited at once";
    public const string TaskOfSyncMethod =
        "TraceMethod ends the subsegment before the task ends; TraceMethodAsync was meant";
    public const string Returns = "its lambda returns from the middle";
    public const string BlockWithoutAsync = "its lambda has a block and is not async";
    public const string Delegate = "what it runs is neither a lambda nor a method's name";
    public const string Conversion = "the result is converted on its way out";
}
