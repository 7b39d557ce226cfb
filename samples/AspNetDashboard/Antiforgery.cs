using Microsoft.AspNetCore.Antiforgery;

namespace DockerKit.Samples.AspNetDashboard;

/// <summary>Lets only this page change things: a page of somebody else's can send requests to this machine too, but cannot read the token.</summary>
internal sealed class Antiforgery(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpRequest request = context.HttpContext.Request;
        if (!HttpMethods.IsGet(request.Method) && !await antiforgery.IsRequestValidAsync(context.HttpContext))
        {
            return new Problem("This request did not come from the page, or the page is older than the server.", "Reload the page.", null, null).AsResult(StatusCodes.Status400BadRequest);
        }

        try
        {
            return await next(context);
        }
        catch (Exception e) when (Problem.Of(e) is { } problem)
        {
            return problem.AsResult(Problem.StatusOf(e));
        }
    }
}
