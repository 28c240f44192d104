namespace AutoTrace.Generators.Symbols;

/// <summary>Recognizes names of what must not be sent anywhere.</summary>
internal static class SecretNames
{
    private static readonly string[] s_parts =
    [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "privatekey", "credential",
    ];

    /// <summary>Only as whole names: <c>shipping</c> has a pin in it.</summary>
    private static readonly string[] s_words = ["pin", "ssn", "cvv", "cvc"];

    public static bool Match(string name)
    {
        string lower = name.ToLowerInvariant();
        return s_words.Contains(lower) || s_parts.Any(lower.Contains);
    }
}
