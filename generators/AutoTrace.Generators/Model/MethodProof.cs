namespace AutoTrace.Generators.Model;

/// <summary>What could be proven of the body of a traced method.</summary>
/// <param name="Group">The class that holds the constants of its type's methods.</param>
/// <param name="Name">Of its constant.</param>
/// <param name="Signature">For the reader.</param>
/// <param name="Id">
/// Its documentation id where wrappers of other assemblies may ask for it; null where none does.
/// </param>
/// <param name="StartsNoFlow">Whether no other flow begins in it.</param>
internal sealed record MethodProof(string Group, string Name, string Signature, string? Id, bool StartsNoFlow);

/// <summary>The proofs of one source file, in its order.</summary>
/// <param name="FileName">Where they are written; unique.</param>
/// <param name="SourceName">The source file, for the reader.</param>
/// <param name="Proofs">At least one.</param>
internal sealed record SourceFileProofs(string FileName, string SourceName, EquatableArray<MethodProof> Proofs);
