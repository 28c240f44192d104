namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for in order to allow <c>init</c> and records on netstandard2.0.</summary>
internal static class IsExternalInit;
