namespace Shop;

public interface ICarrier
{
    [Traced]
    Task ShipAsync(int parcel);
}

public partial class Post : ICarrier
{
    [Traced]
    public virtual partial Task ShipAsync(int parcel);

    private Task ShipAsyncCore(int parcel) => Task.CompletedTask;
}

public class Express : Post
{
    public override Task ShipAsync(int parcel) => base.ShipAsync(parcel);
}

public static class Warehouse
{
    public static Task SendAsync(ICarrier carrier) => carrier.ShipAsync(1);
}
