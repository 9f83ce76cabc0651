using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Documents;

namespace Picora.Infrastructure.Documents;

public static class DocumentsInfrastructure
{
    public static IServiceCollection AddPicoraDocuments(this IServiceCollection services) => services
        .AddSingleton<MarkdownParser>()
        .AddSingleton<IMarkdownReader, MarkdigReader>();
}
