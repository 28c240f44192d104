using AutoTrace;

namespace Library;

public static class Orders
{
    [Traced]
    public static Task<int> GetAsync(int id) => Task.FromResult(id);
}
