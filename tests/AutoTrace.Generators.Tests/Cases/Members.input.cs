namespace Shop;

public partial class Basket
{
    [Traced] public partial Basket(string customer);
    private void BasketCore(string customer) => Customer = customer;

    public string Customer { get; private set; } = "";

    [Traced] public partial decimal Total { get; private set; }
    private decimal TotalCore { get; set; }

    [Traced] public partial int this[[Annotate] string item] { get; }
    private int GetItemCore(string item) => item.Length;
}
