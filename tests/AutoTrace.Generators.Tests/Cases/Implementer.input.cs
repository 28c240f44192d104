namespace Shop;

public interface ICarrier
{
    Task ShipAsync(int parcel);
}

public class Post : ICarrier
{
    [Traced]
    public Task ShipAsync([Annotate] int parcel) => Task.CompletedTask;
}

public class Pigeon : ICarrier
{
    public Task ShipAsync(int parcel) => Task.CompletedTask;
}

public static class Warehouse
{
    public static Task SendAsync(ICarrier carrier) => carrier.ShipAsync(1);
}
