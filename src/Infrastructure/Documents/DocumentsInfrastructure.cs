using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Documents;
using Picora.Application.Documents.Pages;

namespace Picora.Infrastructure.Documents;

public static class DocumentsInfrastructure
{
    public static IServiceCollection AddPicoraDocuments(this IServiceCollection services) => services
        .AddSingleton<MarkdownParser>()
        .AddSingleton<IMarkdownRenderer, MarkdownRenderer>()
        .AddSingleton<IMarkdownReader, MarkdigReader>();
}
