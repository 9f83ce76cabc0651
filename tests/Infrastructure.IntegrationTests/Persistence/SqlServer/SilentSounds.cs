using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Sounds that nobody plays; the choices decide whether they can be read.</summary>
internal sealed class SilentSounds(SilentServer server) : ISoundReader
{
    private const int SampleRate = 8000;

    private static readonly Error Unreadable = new(ErrorKind.Validation, "AUDIO_UNREADABLE", "Nobody hears this");
    private static readonly AudioFacts Facts = new(AudioFormat.Wav, 0.2, 128, "pcm_s16le", SampleRate, 1, new AudioTags(null, null, null, null, null));

    private bool IsReadable => server.Choices.Next(2) == 1;

    public Task<Error?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public Task<Result<AudioFacts>> InspectAsync(ObjectKey key, CancellationToken cancellationToken) =>
        Task.FromResult<Result<AudioFacts>>(IsReadable ? Facts : Unreadable);

    public Task<Result<byte[]>> ReadCoverAsync(ObjectKey key, AudioFormat format, AttachedPicture cover, CancellationToken cancellationToken) =>
        Task.FromResult<Result<byte[]>>(Unreadable);

    public Task<Result<Peaks>> MeasureAsync(ObjectKey key, AudioFormat format, int sampleRate, CancellationToken cancellationToken)
    {
        var peaks = new Peaks(SampleRate);
        peaks.Add([short.MinValue, 0, short.MaxValue]);
        return Task.FromResult<Result<Peaks>>(IsReadable ? peaks : Unreadable);
    }
}
