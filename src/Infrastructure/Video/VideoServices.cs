using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Video.Probing;
using Picora.Infrastructure.Video.Tools;
using Picora.Infrastructure.Video.Transcoding;

namespace Picora.Infrastructure.Video;

public static class VideoServices
{
    /// <summary>ffmpeg and ffprobe, and what is made with them.</summary>
    public static IServiceCollection AddPicoraMediaTools(this IServiceCollection services)
    {
        services.AddValidated<MediaToolOptions>(MediaToolOptions.Section);
        services.AddSingleton<ToolStarter>();
        services.AddSingleton<ToolIsolation>();
        services.AddSingleton<MediaToolRunner>();
        services.AddSingleton<ToolAbilities>();
        services.AddSingleton<WorkFolders>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkFolders>());
        services.AddSingleton<IMediaProbe, FfprobeMediaProbe>();
        services.AddMetrics();
        services.AddSingleton<VideoMetrics>();
        services.AddSingleton<TranscodeRuns>();
        services.AddSingleton<IVideoTranscoder, FfmpegVideoTranscoder>();
        services.AddSingleton<IReadinessCheck, MediaToolsReadiness>();
        return services;
    }
}
