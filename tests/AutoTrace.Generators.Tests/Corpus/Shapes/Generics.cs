// Row 4: generic methods of generic types, with every kind of constraint.
Store<string> store = new();
Log.Line(store./* row 4: intercepted */Put("a", 1));
Log.Line(Store<int>./* row 4: intercepted */Make<long>(2, 3L));
Log.Line(new Store<int>.Shelf<byte>()./* row 4: intercepted */Take('c'));
Log.Line(P.Nested(4, store));
Log.Line(P./* row 4: intercepted */Reference(store) is null);
Log.Line(P./* row 4: intercepted */Value(5));
Log.Line(P./* row 4: intercepted */Unmanaged(6L));
Log.Line(P./* row 4: intercepted */NotNull("n"));
Log.Line(P./* row 4: intercepted */New<List<int>>().Count);
Log.Line(P./* row 4: intercepted */Base<List<int>, IEnumerable<int>>([7]));
Log.Line(P./* row 4: intercepted */RefLike<Span<int>>([8, 9]));
Log.Line(P./* row 4: intercepted */Kind(DayOfWeek.Friday));
Log.Line(P./* row 4: intercepted */Self(10));
Log.Line(store.Secret());
Log.Line(store./* row 4: body */Get(11));

partial class Store<T> where T : notnull
{
    [Traced] public string Put<U>(T item, U other) where U : struct => $"{item}{other}";
    [Traced] public static string Make<U>(T item, U other) => typeof(T).Name + typeof(U).Name;
    [Traced] private string Hidden<U>(U other) where U : class => typeof(U).Name;
    public string Secret() => /* row 4: intercepted */Hidden("x");
    [Traced] public partial U Get<U>(U other) where U : IComparable<U>;
    private U GetCore<U>(U other) where U : IComparable<U> => other;

    public class Shelf<V> { [Traced] public string Take<U>(U other) => typeof(T).Name + typeof(V).Name + typeof(U).Name; }
}

static class P
{
    public static string Nested<T>(T item, Store<string> store) where T : struct => store./* row 4: intercepted */Put("n", item);
    [Traced] public static T? Reference<T>(T item) where T : class? => null;
    [Traced] public static T Value<T>(T item) where T : struct => item;
    [Traced] public static unsafe int Unmanaged<T>(T item) where T : unmanaged => sizeof(T);
    [Traced] public static T NotNull<T>(T item) where T : notnull => item;
    [Traced] public static T New<T>() where T : new() => new();
    [Traced] public static int Base<T, U>(T items) where T : U where U : IEnumerable<int> => items.First();
    [Traced] public static string RefLike<T>(scoped T item) where T : allows ref struct => typeof(T).Name;
    [Traced] public static T Kind<T>(T item) where T : struct, Enum => item;
    [Traced] public static T Self<T>(T item) where T : System.Numerics.INumber<T> => item + T.One;
}

/* trace:
Store.Put
Store.Make
Shelf.Take
Store.Put
P.Reference
P.Value
P.Unmanaged
P.NotNull
P.New
P.Base
P.RefLike
P.Kind
P.Self
Store.Hidden
Store.Get
*/
