using AutoTrace;

namespace Contracts;

public interface IShipping
{
    [Traced]
    Task ShipAsync(int order);
}
