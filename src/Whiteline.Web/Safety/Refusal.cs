using Microsoft.AspNetCore.Http;

namespace Whiteline.Web.Safety;

/// <summary>A refusal in one line of plain text.</summary>
static class Refusal
{
    /// <summary>Answers with a status and a sentence.</summary>
    public static Task Write(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
