using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Audio;

public static class AudioInfrastructure
{
    public static IServiceCollection AddPicoraAudio(this IServiceCollection services) => services.AddSingleton<ISoundReader, FfmpegSoundReader>();
}
