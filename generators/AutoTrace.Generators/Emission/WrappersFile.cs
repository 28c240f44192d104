using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes the wrappers of one type's traced methods, which change only when those methods do.</summary>
internal static class WrappersFile
{
    public static void Write(SourceProductionContext output, WrapperGroup group)
    {
        CodeWriter writer = new();
        string type = group.Wrappers[0].TypeName;
        string about = $"Wrappers around the traced methods of {type}.";
        FileHeader.Write(writer, about, group.Wrappers.Select(wrapper => wrapper.Method.Notices));
        writer.Open("namespace AutoTrace.Generated");
        writer.Lines(GeneratedAttributes.OnClass);
        writer.Open($"internal static class {group.Name}");
        bool isFirst = true;
        foreach (Wrapper wrapper in group.Wrappers)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            WriteWrapper(writer, wrapper);
        }

        writer.Close();
        writer.Close();
        BaseCallParts.Write(writer, group.Wrappers);
        output.AddSource($"Wrappers.{group.Name}.g.cs", writer.ToSourceText());
    }

    private static void WriteWrapper(CodeWriter writer, Wrapper wrapper)
    {
        MethodShape method = wrapper.Method;
        string site = MemberName(wrapper, "__site");
        if (wrapper.Implementations.Count > 0)
        {
            ImplementationFields.Write(writer, wrapper, site);
        }
        else
        {
            writer.Line($"// {method.Signature} is {TypeText.Literal(method.SubsegmentName)}{Inferred(wrapper)}.");
            string[] slots = wrapper.Slot is null ? [] : [wrapper.Slot];
            writer.Line(CallsiteField.Declare(
                site, method.SubsegmentName, wrapper.Traits, method.Options, slots));
            if (wrapper.Detours.Count > 0)
            {
                ImplementationFields.WriteDetours(writer, wrapper, site);
            }
        }

        writer.Line();
        writer.Lines(GeneratedAttributes.For(method.Notices));
        string modifiers = method.Notices.IsUnsafe ? "internal static unsafe" : "internal static";
        writer.Open(
            $"{modifiers} {method.ReturnType} {wrapper.Name}{Signatures.Declare(wrapper.AllTypeParameters)}" +
            $"({Signatures.Declare(wrapper.Parameters)}){Signatures.Constraints(wrapper.AllTypeParameters)}");
        WriteBody(writer, wrapper, site);
        writer.Close();
        if (wrapper.Accessor is { } accessor)
        {
            writer.Line();
            WriteAccessor(writer, wrapper, accessor);
        }
    }

    private static void WriteBody(CodeWriter writer, Wrapper wrapper, string site)
    {
        if (wrapper is { Implementations.Count: > 0, Receiver: { } called })
        {
            string body = Names.Unused("site", wrapper.Method);
            CallBody.Write(
                writer,
                wrapper.Method,
                new Opening($"{body}, {called.Name}", "BeginDispatch"),
                Invocation(wrapper),
                wrapper.Implementations.Any(each => each.Options is { CapturesResult: true }) ? body : null,
                $" || {site}s.Of({called.Name}) is not {{ }} {body}",
                ImplementationFields.Arguments(wrapper, site, body));
            return;
        }

        // What stands for the object in a static call is its type.
        string receiver = wrapper.Receiver?.Name ?? $"typeof({wrapper.Target.TrimEnd('.')})";
        string announced = wrapper.Detours.Count == 0 ? site : $"{site}s.Of({receiver})";
        Opening opening = wrapper.Slot is null ? new(site) : new($"{announced}, {receiver}", "BeginDispatch");
        CallBody.Write(writer, wrapper.Method, opening, Invocation(wrapper), site);
    }

    /// <summary>What a reader may want to know and cannot see.</summary>
    private static string Inferred(Wrapper wrapper)
    {
        IEnumerable<string> facts = new[]
        {
            wrapper.Accessor is null ? null : "not accessible from here: called through UnsafeAccessor",
            wrapper.BaseCall is null ? null : $"on base, which only {wrapper.TypeName} can call",
            wrapper.Slot is null ? null : "the body that runs may be another's, and wrapped itself",
            wrapper.Method.Returns switch
            {
                ReturnKind.Task => "ends with its task",
                ReturnKind.Stream => "lasts while it is enumerated",
                _ => null,
            },
        }.OfType<string>();
        return string.Concat(facts.Select(fact => "; " + fact));
    }

    private static string Invocation(Wrapper wrapper)
    {
        MethodShape method = wrapper.Method;
        string typeArguments = Signatures.Use(method.TypeParameters);
        if (wrapper.Accessor is not { } accessor)
        {
            return $"{wrapper.Target}{wrapper.BaseCall?.Name ?? method.Name}{typeArguments}({Signatures.Use(method.Parameters)})";
        }

        string arguments = string.Join(
            ", ", method.Parameters.Select(parameter => parameter.Argument).Prepend(accessor.FirstArgument));
        return $"{AccessorName(wrapper)}{Signatures.Use(wrapper.TypeTypeParameters)}.Call{typeArguments}({arguments})";
    }

    /// <summary>
    /// Generic over the type's parameters, the method over its own: that is how the runtime matches them.
    /// </summary>
    private static void WriteAccessor(CodeWriter writer, Wrapper wrapper, Accessor accessor)
    {
        MethodShape method = wrapper.Method;
        writer.Open(
            $"private static class {AccessorName(wrapper)}{Signatures.Declare(wrapper.TypeTypeParameters)}" +
            Signatures.Constraints(wrapper.TypeTypeParameters));
        string kind = accessor.IsStatic ? "StaticMethod" : "Method";
        const string Namespace = "global::System.Runtime.CompilerServices.";
        writer.Line($"[{Namespace}UnsafeAccessor({Namespace}UnsafeAccessorKind.{kind}, Name = {accessor.MethodName})]");
        writer.Lines(GeneratedAttributes.For(method.Notices));
        string parameters = string.Join(
            ", ", method.Parameters.Select(parameter => parameter.Declaration).Prepend(accessor.FirstParameter));
        string modifiers = method.Notices.IsUnsafe ? "internal static extern unsafe" : "internal static extern";
        writer.Line(
            $"{modifiers} {method.ReturnType} Call{Signatures.Declare(method.TypeParameters)}" +
            $"({parameters}){Signatures.Constraints(method.TypeParameters)};");
        writer.Close();
    }

    private static string AccessorName(Wrapper wrapper) => MemberName(wrapper, "__target");

    private static string MemberName(Wrapper wrapper, string suffix) => wrapper.Name.TrimStart('@') + suffix;
}
