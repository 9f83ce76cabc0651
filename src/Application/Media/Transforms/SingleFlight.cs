namespace Picora.Application.Media.Transforms;

/// <summary>
/// Does each piece of work once for all who want it at the same time. The work belongs to none of them: who leaves early leaves the others
/// waiting for the same work, and only when nobody waits any more is it given up.
/// </summary>
internal sealed class SingleFlight<TKey, T>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Flight> flights = [];

    /// <summary>Whether the work is being done now.</summary>
    public bool IsUnderWay(TKey key)
    {
        lock (flights)
        {
            return flights.ContainsKey(key);
        }
    }

    public async Task<T> JoinAsync(TKey key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var flight = Board(key, work);
        try
        {
            return await flight.Work.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private Flight Board(TKey key, Func<CancellationToken, Task<T>> work)
    {
        lock (flights)
        {
            if (!flights.TryGetValue(key, out var flight))
            {
                var giveUp = new CancellationTokenSource();
                // Taken now: the work may begin after all have left.
                var token = giveUp.Token;
                flight = new Flight(giveUp, Task.Run(() => work(token), CancellationToken.None));
                flights.Add(key, flight);
            }

            flight.Passengers++;
            return flight;
        }
    }

    private void Leave(TKey key, Flight flight)
    {
        lock (flights)
        {
            // Whoever comes after the end of the work, or after it was given up, starts anew.
            if ((--flight.Passengers == 0 || flight.Work.IsCompleted) && flights.TryGetValue(key, out var current) && current == flight)
            {
                flights.Remove(key);
            }

            if (flight.Passengers > 0)
            {
                return;
            }
        }

        flight.GiveUp.Cancel();
        flight.GiveUp.Dispose();
    }

    private sealed class Flight(CancellationTokenSource giveUp, Task<T> work)
    {
        public CancellationTokenSource GiveUp { get; } = giveUp;

        public Task<T> Work { get; } = work;

        public int Passengers { get; set; }
    }
}
