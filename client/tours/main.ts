import '../floor/page.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './tours.css';
import { applyTheme, chosenTheme } from '../ui/theme.ts';

applyTheme(chosenTheme());
