namespace Shop.Payments;

/// <summary>So much for that order, from this card.</summary>
internal sealed record Charge(Guid Order, decimal Amount, Card Card);

/// <summary>A payment card.</summary>
/// <param name="Number">16 digits in groups of four.</param>
/// <param name="Expiry">Month and year, <c>MM/yy</c>.</param>
internal sealed record Card(string Number, string Expiry);
