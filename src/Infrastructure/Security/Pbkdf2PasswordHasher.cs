using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Domain;

namespace Picora.Infrastructure.Security;

/// <summary>The framework's password hasher: PBKDF2-HMAC-SHA512 with a salt of its own and the cost inside each hash.</summary>
internal sealed class Pbkdf2PasswordHasher : IPasswordHasher, IDisposable
{
    private const int RetryAfterSeconds = 2;
    private const int SaltLength = 16;
    private const int KeyLength = 32;
    private const int IterationsAt = 5;

    private static readonly Error Busy = new Error(ErrorKind.Unavailable, "SIGN_IN_BUSY", "Too many people are signing in at the moment; try again soon")
        .With("retryAfterSec", RetryAfterSeconds);

    private static readonly object Nobody = new();
    private static readonly byte[] Salt = new byte[SaltLength];

    private readonly PasswordHasher<object> hasher;
    private readonly string nobodysHash;
    private readonly int iterations;
    private readonly SemaphoreSlim turns;
    private readonly int mostPresent;
    private int present;

    public Pbkdf2PasswordHasher(IOptions<AccountsOptions> options)
    {
        iterations = options.Value.PasswordIterations;
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        nobodysHash = RandomHash(iterations);
        var workers = options.Value.PasswordWorkers ?? Environment.ProcessorCount;
        turns = new SemaphoreSlim(workers);
        mostPresent = workers + options.Value.PasswordQueue;
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => hasher.HashPassword(Nobody, password), cancellationToken);

    public async Task<Result<PasswordMatch>> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref present) > mostPresent)
        {
            Interlocked.Decrement(ref present);
            return Busy;
        }

        try
        {
            return await InTurnAsync(() => Verify(hash, password), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref present);
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            turns.Release();
        }
    }

    private PasswordMatch Verify(string? hash, string password)
    {
        var verdict = hasher.VerifyHashedPassword(Nobody, hash ?? nobodysHash, password);
        Idle(password, iterations - IterationsOf(hash ?? nobodysHash));
        return (hash, verdict) switch
        {
            (null, _) or (_, PasswordVerificationResult.Failed) => PasswordMatch.No,
            (_, PasswordVerificationResult.SuccessRehashNeeded) => PasswordMatch.YesWithOldHash,
            _ => PasswordMatch.Yes,
        };
    }

    // A hash from before the cost was raised must not take less time than that of nobody at all: it would tell that somebody has the address.
    private static void Idle(string password, int rounds)
    {
        if (rounds > 0)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, Salt, rounds, HashAlgorithmName.SHA512, KeyLength);
        }
    }

    private static int IterationsOf(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(IterationsAt));

    // The hasher's own format (version, function, rounds, length of salt; salt; key), filled with chance: as much work as a real one, from
    // the first request on.
    private static string RandomHash(int iterations)
    {
        const int header = 13, version = 1, hmacSha512 = 2;
        var hash = RandomNumberGenerator.GetBytes(header + SaltLength + KeyLength);
        hash[0] = version;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), hmacSha512);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(IterationsAt), iterations);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), SaltLength);
        return Convert.ToBase64String(hash);
    }
}
