using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies 64-bit little-endian ELF libraries and marks one version that they need as weak, so that the dynamic linker goes on where the
/// version is missing. Compiled by MSBuild, not part of the assembly; the C# of MSBuild's compiler is old, hence the plain style.
/// </summary>
public sealed class MarkVersionWeak : Task
{
    const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    const ushort Weak = 2;                // VER_FLG_WEAK

    [Required] public ITaskItem[] Libraries { get; set; }
    [Required] public string Version { get; set; }
    [Required] public string Folder { get; set; }
    [Output] public ITaskItem[] Patched { get; set; }

    public override bool Execute()
    {
        var patched = new List<ITaskItem>();
        Directory.CreateDirectory(Folder);
        foreach (var library in Libraries)
        {
            var target = Path.GetFullPath(Path.Combine(Folder, Path.GetFileName(library.ItemSpec)));
            var bytes = File.ReadAllBytes(library.ItemSpec);
            Mark(bytes);
            // An unchanged file keeps its time, so that an unchanged build copies nothing.
            if (!File.Exists(target) || !Equal(File.ReadAllBytes(target), bytes)) File.WriteAllBytes(target, bytes);
            var item = new TaskItem(target);
            library.CopyMetadataTo(item);
            patched.Add(item);
        }
        Patched = patched.ToArray();
        return !Log.HasLoggedErrors;
    }

    void Mark(byte[] elf)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1) return;
        var sections = (long)BitConverter.ToUInt64(elf, 40);
        int size = BitConverter.ToUInt16(elf, 58), count = BitConverter.ToUInt16(elf, 60);
        for (var i = 0; i < count; i++)
        {
            var section = (int)(sections + i * size);
            if (BitConverter.ToUInt32(elf, section + 4) != VersionNeeds) continue;
            var names = (int)(sections + BitConverter.ToUInt32(elf, section + 40) * size);
            MarkIn(elf, (int)BitConverter.ToUInt64(elf, section + 24), (int)BitConverter.ToUInt64(elf, names + 24));
        }
    }

    // Elf64_Verneed { version, cnt : u16; file, aux, next : u32 }, Elf64_Vernaux { hash : u32; flags, other : u16; name, next : u32 }
    void MarkIn(byte[] elf, int need, int names)
    {
        for (uint step = 1; step != 0; need += (int)step)
        {
            var entry = need + (int)BitConverter.ToUInt32(elf, need + 8);
            for (var left = BitConverter.ToUInt16(elf, need + 2); left > 0; left--)
            {
                if (NameAt(elf, names + (int)BitConverter.ToUInt32(elf, entry + 8)) == Version) elf[entry + 4] |= (byte)Weak;
                entry += (int)BitConverter.ToUInt32(elf, entry + 12);
            }
            step = BitConverter.ToUInt32(elf, need + 12);
        }
    }

    static string NameAt(byte[] elf, int start)
    {
        var end = start;
        while (elf[end] != 0) end++;
        return Encoding.ASCII.GetString(elf, start, end - start);
    }

    static bool Equal(byte[] a, byte[] b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++) if (a[i] != b[i]) return false;
        return true;
    }
}
