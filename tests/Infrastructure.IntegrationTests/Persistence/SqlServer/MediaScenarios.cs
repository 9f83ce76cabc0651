using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Library;
using Picora.Application.Media.Sync;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Tracks.Waveforms;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Testing.Media;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Audio, media of all kinds, and what has happened to them.</summary>
internal static class MediaScenarios
{
    public const string Token = "a token that only programs of the operator know";

    private const string Id = Scenarios.Id;
    private const string ImageId = Scenarios.ImageId;

    private static readonly string Cursor = new PageCursor(Id, DateTimeOffset.UnixEpoch).ToString();
    private static readonly string Since = Convert.ToBase64String("{\"revision\":1,\"id\":\"AAAAAAAAAAA\",\"start\":1}"u8);
    private static readonly Lazy<byte[]> Sound = new(() => Tracks.Wav(0.2));

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new GetPublicImageMeta(ImageId, Token)),
        Scenarios.Send(() => new GetPublicVideoMeta(Id, Token)),
        Scenarios.Send(() => new UploadAudio(new Scenarios.SmallUpload(Sound.Value, declared: true))),
        Scenarios.Send(() => new ListAudio(null, null, null, null)),
        Scenarios.Send(() => new ListAudio(Cursor, "1", "two words", "true")),
        Scenarios.Send(() => new GetAudio(Id)),
        Scenarios.Send(() => new GetWaveform(Id)),
        Scenarios.Send(() => new UpdateAudio(Id, "Title", IsPublic: false)),
        Scenarios.Send(() => new SignAudio(Id, 60)),
        Scenarios.Send(() => new DeleteAudio(Id)),
        Scenarios.Send(() => new OpenAudio(TrackFile.Sound, Id, "wav", MediaVisit.Plain)),
        Scenarios.Send(() => new ListMedia(null, null, null)),
        Scenarios.Send(() => new ListMedia("image", Cursor, "1") { Filter = new MediaFilter("two words", "true", Id, "ready") }),
        Scenarios.Send(() => new ListMedia("audio", Cursor, "1") { Filter = new MediaFilter("two words", "true", "", "ready") }),
        Scenarios.Send(() => new GetMedium(ImageId)),
        Scenarios.Send(() => new GetMedium(Id)),
        Scenarios.Send(() => new DeleteMedia([new MediumToDelete(ImageId, "image"), new MediumToDelete(Id, "audio")])),
        Scenarios.Send(() => new GetSyncState(null, null, null)),
        Scenarios.Send(() => new GetSyncState("all", Since, "1")),
        Scenarios.Send(() => new GetSyncState("doc", Since, "1")),
        new("documents of a copy", null, services => services.GetServices<ISyncedLibrary>().Single(library => library.Kind == MediaKind.Document)
            .ReadAsync(new UserId(Id), [Id], CancellationToken.None)),
        new("changes of several media", null, services => NoteAsync(services, (journal, token) =>
            journal.ChangedAsync(new UserId(Id), MediaKind.Audio, [Id, "BBBBBBBBBBBBBBBBBBBBB"], token))),
        new("deletions of several media", null, services => NoteAsync(services, (journal, token) =>
            journal.DeletedAsync(new UserId(Id), MediaKind.Image, [ImageId], token))),
    ];

    private static Task<Result<Success>> NoteAsync(IServiceProvider services, Func<IMediaJournal, CancellationToken, Task> note) =>
        services.GetRequiredService<IUnitOfWork>().ExecuteAsync<Success>(
            async token =>
            {
                await note(services.GetRequiredService<IMediaJournal>(), token);
                return Success.Value;
            },
            CancellationToken.None);
}
