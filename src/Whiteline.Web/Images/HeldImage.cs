namespace Whiteline.Web.Images;

/// <summary>The image that a page shows: that of the file chosen last, or none while it is opened and where it cannot be. For one page, whose events follow one another.</summary>
sealed class HeldImage(OpenImages images) : IDisposable
{
    OpenImages.Lease? lease;
    int wanted;

    /// <summary>The image, or null.</summary>
    public OpenImage? Open => lease?.Image;

    /// <summary>Takes a signal of a file in place of the image before. False where another one was chosen, or the page left, before it was open: then it is none of the page's business.</summary>
    /// <param name="file">The file's name in the folder.</param>
    /// <param name="signal">Which of its signals; null for the one with the most spectra.</param>
    /// <exception cref="BadInputException">No such file, or it holds no spectra.</exception>
    public async Task<bool> Take(string file, int? signal)
    {
        var mine = ++wanted;
        GiveBack();
        try
        {
            var opened = await images.Open(file, signal);
            if (mine == wanted) lease = opened;
            else opened.Dispose();
        }
        catch (BadInputException) when (mine != wanted)
        {
            // Nobody waits for this file any more.
        }
        return mine == wanted;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        wanted++;
        GiveBack();
    }

    void GiveBack()
    {
        lease?.Dispose();
        lease = null;
    }
}
