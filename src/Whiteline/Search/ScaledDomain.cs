namespace Whiteline.Search;

/// <summary>
/// A numeric domain on the scale on which it is searched: logarithmic where asked for, and with half a step more at both ends where values are discrete, so that every value has the
/// same share.
/// </summary>
readonly struct ScaledDomain
{
    readonly Domain domain;
    readonly bool log;

    public ScaledDomain(Domain domain)
    {
        this.domain = domain;
        (Low, High, Step, log) = domain switch
        {
            FloatDomain { Log: true } real => (Math.Log(real.Low), Math.Log(real.High), null, true),
            FloatDomain { Step: { } step } real => (real.Low - step / 2, real.High + step / 2, step, false),
            FloatDomain real => (real.Low, real.High, null, false),
            IntegerDomain { Log: true } whole => (Math.Log(whole.Low - 0.5), Math.Log(whole.High + 0.5), (double?)null, true),
            IntegerDomain whole => (whole.Low - whole.Step / 2.0, whole.High + whole.Step / 2.0, whole.Step, false),
            _ => throw new ArgumentException("Choices have no scale.", nameof(domain)),
        };
    }

    /// <summary>Lower end of the scale.</summary>
    public double Low { get; }

    /// <summary>Upper end of the scale.</summary>
    public double High { get; }

    /// <summary>Distance of neighbouring values on the scale; null where there are none.</summary>
    public double? Step { get; }

    /// <summary>Where a value's number lies on the scale.</summary>
    public double Place(double number) => log ? Math.Log(number) : number;

    /// <summary>Where a value lies between the ends of its domain's scale, from 0 to 1.</summary>
    public static double Share(Setting setting)
    {
        var scale = new ScaledDomain(setting.Domain);
        return (scale.Place(setting.Number) - scale.Low) / (scale.High - scale.Low);
    }

    /// <summary>The number of the value nearest to a place.</summary>
    public double Number(double place)
    {
        var number = log ? Math.Exp(place) : place;
        return domain switch
        {
            FloatDomain { Step: { } step } real => Math.Clamp(real.Low + Math.Round((number - real.Low) / step) * step, real.Low, real.High),
            FloatDomain real => Math.Clamp(number, real.Low, real.High),
            IntegerDomain whole => whole.Low + Math.Clamp((long)Math.Round((number - whole.Low) / whole.Step), 0, whole.Count!.Value - 1) * whole.Step,
            _ => number,
        };
    }
}
