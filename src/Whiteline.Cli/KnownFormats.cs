using Whiteline.Formats;
using Whiteline.Formats.Dm;
using Whiteline.Formats.Msa;
using Whiteline.Formats.Npz;
using Whiteline.Formats.Text;
using Whiteline.Hdf5;

namespace Whiteline.Cli;

/// <summary>The formats that the program reads and writes, in the open.</summary>
static class KnownFormats
{
    /// <summary>All of them. Of two that recognise a file the earlier one is taken, unless the extension says otherwise.</summary>
    public static FormatCatalog Create() => new(DmFormat.Dm3, DmFormat.Dm4, new MsaFormat(), new NpzFormat(), new NpyFormat(), new CsvFormat(), new HspyFormat());
}
