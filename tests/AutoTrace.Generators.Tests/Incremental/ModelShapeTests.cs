using System.Reflection;
using System.Runtime.CompilerServices;
using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Tests.Incremental;

/// <summary>
/// What the pipeline caches is plain data: a symbol or a node in it would keep a whole compilation alive, and an
/// array that compares by reference would never be found equal.
/// </summary>
public sealed class ModelShapeTests
{
    public static TheoryData<Type> Models => new(typeof(MethodShape).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(MethodShape).Namespace && !type.IsEnum)
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !(type.IsAbstract && type.IsSealed)));

    [Theory]
    [MemberData(nameof(Models))]
    public void ModelHoldsPlainDataThatComparesByValue(Type model)
    {
        bool isArray = model == typeof(EquatableArray<>);
        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Assert.True(
            model.GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>)),
            $"{model.Name} does not compare by value.");
        foreach (FieldInfo field in model.GetFields(Fields))
        {
            Assert.True(isArray || IsPlain(field.FieldType), $"{model.Name} holds {field.FieldType} in {field.Name}.");
        }
    }

    [Fact]
    public void ModelsAreFound() => Assert.True(Models.Count > 10);

    private static bool IsPlain(Type type) =>
        type == typeof(string) || type == typeof(int) || type == typeof(bool) || type.IsEnum ||
        (type.Namespace == typeof(MethodShape).Namespace && type.GetGenericArguments().All(IsPlain));
}
