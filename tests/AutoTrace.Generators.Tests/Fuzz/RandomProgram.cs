namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Writes valid programs: the same one for the same seed.</summary>
internal static class RandomProgram
{
    public static string Write(int seed)
    {
        Random random = new(seed);
        List<RandomMethod> all = [];
        Dictionary<RandomType, List<RandomMethod>> types = [];
        for (int i = 0; i < 5; i++)
        {
            RandomType type = new(random, i);
            types.Add(type, []);
            for (int j = 0; j < 3; j++)
            {
                RandomMethod method = new(random, type, all.Count, all);
                types[type].Add(method);
                all.Add(method);
            }
        }

        // Names that differ only in what the user cannot see are of no interest here, and shadowed type parameters
        // are wanted.
        return $$"""
            #pragma warning disable
            int a = 1;
            {{string.Concat(all.Select(method => method.Call(isAsync: true)))}}
            {{string.Concat(types.Keys.Select(type => type.LogState()))}}
            Log.Line(string.Join(' ', Statics.Cells));

            static class Statics
            {
                private static int s_count;
                public static int Next() => ++s_count;
                public static readonly int[] Cells = new int[10];
            {{string.Concat(types.Keys.Select(type => type.DeclareField()))}}
            }

            {{string.Concat(types.Select(type => type.Key.Declare(type.Value)))}}
            """;
    }
}
