using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Accounts;

internal static class WriteAgain
{
    // Each round finds the row that it lost to; only rows that come and go meanwhile ask for more.
    private const int Rounds = 5;

    /// <summary>
    /// For work that adds a row where it finds none: when somebody else added it at the same moment, it is run again, and finds it.
    /// </summary>
    public static async Task<Result<T>> ExecuteAgainAsync<T>(
        this IUnitOfWork unitOfWork, Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return await unitOfWork.ExecuteAsync(work, cancellationToken);
            }
            catch (Exception exception) when (round < Rounds && unitOfWork.IsDuplicate(exception))
            {
                // The next round decides.
            }
        }
    }
}
