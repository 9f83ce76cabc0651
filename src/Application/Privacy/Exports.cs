using System.IO.Pipelines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Privacy;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Privacy;

/// <summary>Makes exports: the sections write a ZIP file at one end of a pipe while the storage reads it at the other.</summary>
internal sealed class ExportQueue(
    IPrivacyDb db,
    ExportFiles files,
    IUnitOfWork unitOfWork,
    IEnumerable<IExportSection> sections,
    IOptions<PrivacyOptions> options,
    TimeProvider time)
    : WorkItemQueue<DataExport>(unitOfWork, time)
{
    private readonly TimeProvider time = time;
    private readonly IUnitOfWork unitOfWork = unitOfWork;

    public override string Kind => PrivacyWork.Export;

    protected override DbSet<DataExport> Items => db.DataExports;

    protected override WorkPace Pace => options.Value.Pace;

    protected override async Task<Result<Success>> WorkAsync(DataExport item, CancellationToken cancellationToken)
    {
        var key = ObjectKey.NewExport();
        var begun = await unitOfWork.ExecuteAsync(token => BeginAsync(item, key, token), cancellationToken);
        if (!begun.IsSuccess)
        {
            return begun.Error;
        }

        var size = await MakeAsync(item, key, cancellationToken);
        return await unitOfWork.ExecuteAsync<Success>(
            async token =>
            {
                // Whoever removed the row, or took it over, has let go of a file that was not there yet.
                if (await Mine(item).ExecuteUpdateAsync(row => row.SetProperty(export => export.SizeBytes, size), token) == 0)
                {
                    files.Doom(key);
                }

                return Success.Value;
            },
            cancellationToken);
    }

    protected override async Task<int> FinishAsync(IQueryable<DataExport> leased, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var until = now.AddDays(options.Value.ExportDays);
        await leased.ExecuteUpdateAsync(
            row => row.SetProperty(export => export.FinishedAt, now).SetProperty(export => export.ExpiresAt, until), cancellationToken);
        return await KeepAsync(leased, cancellationToken);
    }

    private async Task<long> MakeAsync(DataExport item, ObjectKey key, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // At once on a thread of its own: SQLite and files answer without a wait, so that the other end would not begin before this one must stop.
        var writing = Task.Run(() => WriteAsync(item, pipe.Writer, stop.Token), CancellationToken.None);
        try
        {
            return await files.PutAsync(key, pipe.Reader, cancellationToken);
        }
        finally
        {
            // Both ends have ended by then, or one has failed and the other one has nothing to do any more.
            await stop.CancelAsync();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The row names the file before there is one, so that whatever a crash leaves is found.
    private async Task<Result<Success>> BeginAsync(DataExport item, ObjectKey key, CancellationToken cancellationToken)
    {
        var begun = await Mine(item).ExecuteUpdateAsync(row => row.SetProperty(export => export.Key, key), cancellationToken);
        if (begun == 0)
        {
            return LeaseLost;
        }

        files.Doom(item.Key);
        return Success.Value;
    }

    private async Task WriteAsync(DataExport item, PipeWriter target, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await using var stream = target.AsStream(leaveOpen: true);
            await using var writer = await ExportWriter.OpenAsync(stream, token => HoldAsync(item, token), cancellationToken);
            foreach (var section in sections)
            {
                await section.WriteAsync(item.OwnerId, writer, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            // A failure at this end must break the other one off: half an archive is never kept.
            await target.CompleteAsync(failure);
        }
    }

    private async Task HoldAsync(DataExport item, CancellationToken cancellationToken)
    {
        var held = await unitOfWork.ExecuteAsync<bool>(async token => await RenewAsync(item, token), cancellationToken);
        if (!held.Value)
        {
            throw new IOException(LeaseLost.Message);
        }
    }

    private IQueryable<DataExport> Mine(DataExport item) => db.DataExports.Where(export => export.Id == item.Id && export.LeaseToken == item.LeaseToken);
}

/// <summary>The files of exports.</summary>
internal sealed class ExportFiles(IObjectStorage storage, IObjectDisposal disposal)
{
    public async Task<long> PutAsync(ObjectKey key, PipeReader content, CancellationToken cancellationToken)
    {
        await using var stream = content.AsStream();
        return await storage.PutAsync(key, stream, cancellationToken);
    }

    /// <summary>Inside a unit of work: lets go of a file.</summary>
    public void Doom(ObjectKey? key)
    {
        if (key is { } gone)
        {
            disposal.Doom([gone]);
        }
    }
}
