using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>Whether videos and audio can be taken in; everything else can without.</summary>
internal sealed class MediaToolsReadiness(ToolAbilities abilities) : IReadinessCheck
{
    public string Name => "media-tools";

    public bool IsRequired => false;

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => abilities.WhatIsMissingAsync(cancellationToken);
}
