using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// Who waits for which external event, and which events nobody waited for yet. Names are compared without regard to case.
/// The waiter that came last is served first, kept events leave in the order of their arrival; both as the real worker does it.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<IWaiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> kept = [];

    private interface IWaiter
    {
        Type Type { get; }

        void Complete(object? value);
    }

    public bool AnyoneWaits => waiters.Count > 0;

    /// <exception cref="ArgumentException">Somebody else waits for the same name with another type.</exception>
    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        if (waiters.TryGetValue(name, out List<IWaiter>? stack) && stack[^1].Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {stack[^1].Type.FullName} but was requested {typeof(T).FullName}.",
                nameof(name));
        }

        Waiter<T> waiter = new();
        if (Take(name) is { } early)
        {
            waiter.Complete(converter.Deserialize<T>(early.Input));
            return waiter.Task;
        }

        Push(name, waiter);

        // A waiter that gave up leaves, so that the event is kept for the next one, as the client's documentation promises.
        cancellation.Register(() =>
        {
            if (waiter.Cancel(cancellation))
            {
                Remove(name, waiter);
            }
        });
        return waiter.Task;
    }

    public void Raise(EventRaised raised)
    {
        if (!waiters.TryGetValue(raised.Name, out List<IWaiter>? stack))
        {
            kept.Add(raised);
            return;
        }

        IWaiter last = stack[^1];
        Remove(raised.Name, last);
        last.Complete(converter.Deserialize(raised.Input, last.Type));
    }

    /// <summary>Hands over what nobody waited for.</summary>
    public IReadOnlyList<EventRaised> TakeKept()
    {
        EventRaised[] all = [.. kept];
        kept.Clear();
        return all;
    }

    private EventRaised? Take(string name)
    {
        int at = kept.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            return null;
        }

        EventRaised found = kept[at];
        kept.RemoveAt(at);
        return found;
    }

    private void Push(string name, IWaiter waiter)
    {
        if (!waiters.TryGetValue(name, out List<IWaiter>? stack))
        {
            waiters[name] = stack = [];
        }

        stack.Add(waiter);
    }

    private void Remove(string name, IWaiter waiter)
    {
        if (waiters.TryGetValue(name, out List<IWaiter>? stack) && stack.Remove(waiter) && stack.Count == 0)
        {
            waiters.Remove(name);
        }
    }

    private sealed class Waiter<T> : IWaiter
    {
        private readonly TaskCompletionSource<T> source = new();

        public Type Type => typeof(T);

        public Task<T> Task => source.Task;

        public void Complete(object? value) => source.TrySetResult((T)value!);

        public bool Cancel(CancellationToken cancellation) => source.TrySetCanceled(cancellation);
    }
}
