using Microsoft.Extensions.Logging;

namespace Whiteline.Web.Jobs;

/// <summary>What jobs write to the server's log.</summary>
static partial class JobLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Number} failed.")]
    public static partial void Defect(ILogger log, int number, Exception defect);
}
