using System.Text.Json.Serialization;

namespace AutoTrace.NativeProgram;

internal sealed record Cart(int Size, string[] Items);

[JsonSerializable(typeof(Cart))]
internal sealed partial class ShopJson : JsonSerializerContext;

internal sealed partial class Shop
{
    private int _till = 3;

    [Traced]
    public async Task OrderAsync([Annotate] string customer, Cart cart)
    {
        AutoTracer.Current.AddMetadata("cart", cart, ShopJson.Default.Cart);
        await Task.Yield();
        Reserve(cart.Size);
    }

    [Traced]
    public partial Task<string> ChargeAsync(decimal amount);

    [Traced]
    public async IAsyncEnumerable<int> ShelvesAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return _till + i;
        }
    }

    public bool TryRefund()
    {
        try
        {
            Refund();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A private target: the wrapper reaches it by an accessor, which the trimmer has to see.</summary>
    [Traced]
    private void Reserve([Annotate] int pieces)
    {
        _till += pieces;
    }

    [Traced]
    private void Refund() => throw new InvalidOperationException($"{_till} in the till", new IOException("stuck"));

    private async Task<string> ChargeAsyncCore(decimal amount)
    {
        await Task.Yield();
        return $"{amount} of {_till}";
    }
}
