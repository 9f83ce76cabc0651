namespace Picora.Api.Http;

/// <summary>Whether this server is on its way out.</summary>
internal interface IServerState
{
    bool IsStopping { get; }
}

/// <summary>Has clients and proxies open their next connection elsewhere once this server is about to stop.</summary>
internal sealed class LastAnswerMiddleware(RequestDelegate next, IServerState state)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (state.IsStopping && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }
}
