using System.Data.Common;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>Failures of the machine around us, which an operator mends and a client may wait for.</summary>
internal static class InfrastructureFailures
{
    private const int NoSpaceLeft = 28;
    private const int QuotaOfDisk = 122;

    public static Error? Recognise(Exception exception) => exception switch
    {
        IOException { HResult: NoSpaceLeft or QuotaOfDisk } =>
            new Error(ErrorKind.InsufficientStorage, "STORAGE_FULL", "The storage is full; nothing was stored"),
        IOException or UnauthorizedAccessException =>
            new Error(ErrorKind.Unavailable, "STORAGE_UNAVAILABLE", "The storage is not available at the moment; nothing was stored"),
        SecretReplacedException =>
            new Error(ErrorKind.Unavailable, "SECRET_REPLACED", "The server's secret is not the one that this was sealed under; its operator has to bring it back"),
        UnconfirmedWriteException =>
            new Error(ErrorKind.Unavailable, "OUTCOME_UNKNOWN", "The database did not confirm; look whether it was done before you send it again"),
        DbException or TimeoutException =>
            new Error(ErrorKind.Unavailable, "DATABASE_UNAVAILABLE", "The database is not available at the moment; nothing was stored"),
        { InnerException: DbException } => Recognise(exception.InnerException),
        _ => null,
    };
}
