using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Contracts;
using Picora.Application.Documents.Moderation;
using Picora.Application.Documents.Pages;
using Picora.Application.Documents.Privacy;
using Picora.Application.Documents.Writing;
using Picora.Application.Media.Contracts;
using Picora.Application.Moderation.Contracts;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Documents;

internal static class DocumentsServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<DocumentArrival>()
        .AddScoped<DocumentShelf>()
        .AddScoped<InlineImages>()
        .AddScoped<DocumentRemoval>()
        .AddScoped<DocumentDisposal>()
        .AddScoped<DocumentFiling>()
        .AddScoped<DocumentJournal>()
        .AddScoped<ISyncedLibrary, SyncedDocuments>()
        .AddScoped<DocumentViews>()
        .AddScoped<ICollectionTenants, CollectionTenants>()
        .AddScoped<IScheduledJob, PurgeDocuments>()
        .AddScoped<IDocumentTotals, DocumentTotals>()
        .AddScoped<IQuotaRecount>(provider => new DocumentRecount(provider.GetRequiredService<IDocumentsDb>(), isMemory: false))
        .AddScoped<IQuotaRecount>(provider => new DocumentRecount(provider.GetRequiredService<IDocumentsDb>(), isMemory: true))
        .AddSingleton<DocumentPages>()
        .AddScoped<IReportable, ReportableDocuments>()
        .AddScoped<IErasable, DocumentErasure>()
        .AddScoped<IExportSection, DocumentExport>();
}
